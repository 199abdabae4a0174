import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a user sends. */
export interface UserRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

/** One call of a user and its answer. */
export interface UserCall extends UserRequest {
  /** Who called: a user name, or an address. */
  readonly caller: string;
  /** How the caller proved who it is: nothing, or an access token. */
  readonly credentials: readonly 'bearer'[];
  readonly status: number;
  readonly responseHeaders: IncomingHttpHeaders;
  readonly responseBody: string;
}

/** Sends requests to one server over connections that are kept. */
export class Client {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** `url` of the server, without a slash at its end. */
  constructor(url: string) {
    this.#url = url;
  }

  async send(sent: UserRequest): Promise<Pick<UserCall, 'status' | 'responseHeaders' | 'responseBody'>> {
    const { promise, resolve, reject } = Promise.withResolvers<Pick<UserCall, 'status' | 'responseHeaders' | 'responseBody'>>();
    const { hostname, port } = new URL(this.#url);
    const call = request({ hostname, port, path: sent.target, method: sent.method, headers: sent.headers, agent: this.#agent });
    call.on('error', reject);
    call.on('response', (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, responseHeaders: response.headers, responseBody: body }),
        reject,
      );
    });
    call.end(sent.body);
    return await promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}
