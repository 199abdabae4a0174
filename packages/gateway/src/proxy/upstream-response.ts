import { ABOUT_THE_BODY } from '../pipeline/about-the-body.ts';
import type { PolicyResponse } from '../pipeline/policy.ts';

const NO_BODY = new Uint8Array();

/** What else is not true of another body than the one that the upstream sent: coding, length, validators, parts. */
const OF_ONE_BODY = [...ABOUT_THE_BODY, 'content-encoding', 'content-length', 'etag', 'last-modified', 'accept-ranges'];

/** An upstream's response as policies see it. */
export class UpstreamResponse implements PolicyResponse {
  readonly status: number;
  readonly protocol = 'HTTP/1.1';
  readonly rawHeaders: readonly string[];
  readonly declaredBodyBytes: number | undefined;
  body: Uint8Array = NO_BODY;
  /** Lower-case names of fields that the caller does not get. */
  withheld: Set<string> | undefined;
  /** Names and values, alternating: fields in place of the upstream's. */
  readonly ownHeaders: string[] = [];
  /** The body is not the upstream's any more. */
  isReplaced = false;
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
    return this.withheld?.has(name) === true ? undefined : this.#headers.get(name);
  }

  withhold(name: string): void {
    this.withheld ??= new Set();
    this.withheld.add(name);
  }

  setHeader(name: string, value: string): void {
    this.withhold(name);
    this.ownHeaders.push(name, value);
  }

  replaceBody(body: Uint8Array): void {
    this.body = body;
    this.isReplaced = true;
    for (const name of OF_ONE_BODY) this.withhold(name);
  }
}

/** The HTTP parser has refused lengths that are none. */
function declaredLength(text: string | undefined): number | undefined {
  const length = Number(text ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}
