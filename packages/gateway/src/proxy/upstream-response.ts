import type { PolicyResponse } from '../pipeline/policy.ts';

const NO_BODY = new Uint8Array();

/** An upstream's response as policies see it. */
export class UpstreamResponse implements PolicyResponse {
  readonly status: number;
  readonly protocol = 'HTTP/1.1';
  readonly rawHeaders: readonly string[];
  readonly declaredBodyBytes: number | undefined;
  body: Uint8Array = NO_BODY;
  readonly #headers = new Map<string, string>();

  constructor(method: string, status: number, rawHeaders: readonly (Buffer | string)[]) {
    this.status = status;
    this.rawHeaders = rawHeaders.map((text) => (typeof text === 'string' ? text : text.toString('latin1')));
    for (let index = 0; index + 1 < this.rawHeaders.length; index += 2) {
      const name = (this.rawHeaders[index] ?? '').toLowerCase();
      const value = this.rawHeaders[index + 1] ?? '';
      const before = this.#headers.get(name);
      this.#headers.set(name, before === undefined ? value : `${before}, ${value}`);
    }
    this.declaredBodyBytes =
      method === 'HEAD' || status === 204 || status === 304 ? 0 : declaredLength(this.#headers.get('content-length'));
  }

  header(name: string): string | undefined {
    return this.#headers.get(name);
  }
}

/** The HTTP parser has refused lengths that are none. */
function declaredLength(text: string | undefined): number | undefined {
  const length = Number(text ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}
