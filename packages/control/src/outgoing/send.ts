import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export interface OutgoingRequest {
  /** From the operator's configuration, or built on what stands there. Private addresses are allowed: the operator names them. */
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Certificates (PEM) of the authorities to trust instead of the public ones. */
  readonly ca?: string;
  /** Largest answer that is read; more is an error. */
  readonly mostBytes?: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

const MOST_BYTES = 64 * 1024;

/**
 * Sends something to a server that the operator named, on a connection of its own. Redirects are not followed, no proxy is used, the
 * certificate is verified whatever the environment says. Rejects where there is no complete answer within the bounds; the message holds
 * nothing of what was sent.
 */
export async function send(request: OutgoingRequest): Promise<OutgoingAnswer> {
  const limit = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
  try {
    const response = await open(request, signal);
    return { status: response.statusCode ?? 0, headers: response.headers, text: await textOf(response, request.mostBytes ?? MOST_BYTES) };
  } catch (error) {
    if (limit.aborted) throw new Error(`no complete answer within ${request.timeoutMs} ms`, { cause: error });
    throw new Error(describe(error), { cause: error });
  }
}

function open({ url, method, headers, body, ca }: OutgoingRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const all = {
    'accept-encoding': 'identity',
    'user-agent': 'airside',
    ...headers,
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  return new Promise((resolve, reject) => {
    const tls = { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) } as const;
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { method, headers: all, signal, agent: new HttpsAgent({ keepAlive: false }), ...tls })
        : requestHttp(url, { method, headers: all, signal, agent: new HttpAgent({ keepAlive: false }) });
    request.once('response', resolve).on('error', reject).end(body);
  });
}

async function textOf(response: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Error(`answered with more than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What system and TLS say; they know no more than the host. */
function describe(error: unknown): string {
  const { message, code, name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') return 'was cut short';
  return message === '' ? `cannot be reached (${code ?? name})` : message;
}
