import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Connections to use again; a new one for each request where absent. */
  readonly agent?: HttpAgent | HttpsAgent;
  /** Largest body that is read. */
  readonly mostBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Empty where the status is not 200: such a body is not read. */
  readonly body: Uint8Array;
}

/**
 * Asks a server for something small. Redirects are not followed: the address in the configuration is the one that is trusted. No proxy is
 * used, not even one named by the environment: the agents here are not the global ones. Content is not decompressed.
 *
 * @throws {Error} when there is no complete answer within the bounds; the message holds nothing of what was sent.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  const response = await open(request);
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    response.destroy();
    return { status, headers: response.headers, body: new Uint8Array() };
  }
  try {
    return { status, headers: response.headers, body: await readBody(response, request.mostBytes) };
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Connections that are kept for further requests to one server: at most so many at once. */
export function createAgent(url: URL, mostSockets: number): HttpAgent | HttpsAgent {
  const options = { keepAlive: true, maxSockets: mostSockets, maxFreeSockets: MOST_IDLE_SOCKETS, timeout: LONGEST_IDLE_MS };
  return url.protocol === 'https:' ? new HttpsAgent({ ...options, ...TLS }) : new HttpAgent(options);
}

const MOST_IDLE_SOCKETS = 8;
const LONGEST_IDLE_MS = 15_000;
/** Said outright, so that no environment variable turns the check of certificates off. */
const TLS = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;

function open({ url, method, headers, body, signal, agent }: HttpRequest): Promise<IncomingMessage> {
  const all = {
    'accept-encoding': 'identity',
    'user-agent': 'airside',
    ...headers,
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { method, agent: agent ?? new HttpsAgent({ keepAlive: false }), headers: all, signal, ...TLS }, resolve)
        : requestHttp(url, { method, agent: agent ?? new HttpAgent({ keepAlive: false }), headers: all, signal }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

async function readBody(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new Error('answered in a content encoding that was not asked for');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`answered with more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
