import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
const LARGEST_ANSWER_BYTES = 64 * 1024;
const MOST_SOCKETS = 4;
const LONGEST_TEXT = 300;
/** OTLP/HTTP, section "Failures": these may go better next time. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const LONGEST_RETRY_AFTER_S = 300;

/** What became of a request. */
export type Delivery =
  /** `rejected` of the items were not taken, for good. */
  | { readonly kind: 'accepted'; readonly rejected: number; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  /** It may go better later, not before `afterMs` where the receiver says so. */
  | { readonly kind: 'failed'; readonly message: string; readonly afterMs: number | undefined };

export interface TransportOptions {
  /** Without the signal's path. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: string | undefined;
  readonly timeoutMs: number;
}

export interface Transport {
  /** Never rejects. */
  send(path: string, body: unknown): Promise<Delivery>;
  close(): void;
}

/** Sends OTLP over HTTP in its JSON form, compressed. Redirects are not followed: they would carry the headers elsewhere. */
export function createTransport({ endpoint, headers, ca, timeoutMs }: TransportOptions): Transport {
  const isSecure = endpoint.startsWith('https:');
  const pooled = { keepAlive: true, maxSockets: MOST_SOCKETS };
  // Said outright, so that no environment variable turns the check of certificates off.
  const tls = { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) } as const;
  const agent = isSecure ? new HttpsAgent({ ...pooled, ...tls }) : new HttpAgent(pooled);
  const base = endpoint.replace(/\/+$/, '');

  const post = (path: string, payload: Buffer): Promise<{ status: number; retryAfter: string | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = {
        method: 'POST',
        agent,
        signal: AbortSignal.timeout(timeoutMs),
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': payload.length },
      };
      const outgoing = (isSecure ? httpsRequest : httpRequest)(`${base}${path}`, options, (answer: IncomingMessage) => {
        let text = '';
        let bytes = 0;
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          bytes += chunk.length;
          if (bytes > LARGEST_ANSWER_BYTES) outgoing.destroy(new Error(`the answer is larger than ${LARGEST_ANSWER_BYTES} bytes`));
          else text += chunk;
        });
        answer.once('error', reject);
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'], text }));
      });
      outgoing.once('error', reject);
      outgoing.end(payload);
    });

  return {
    async send(path, body) {
      try {
        const { status, retryAfter, text } = await post(path, await compress(JSON.stringify(body), { level: 3 }));
        if (status >= 200 && status < 300) return accepted(text);
        const message = `status ${status}`;
        if (!RETRYABLE.has(status)) return { kind: 'refused', message };
        return { kind: 'failed', message, afterMs: retryAfterMs(retryAfter) };
      } catch (error) {
        return { kind: 'failed', message: causeOf(error), afterMs: undefined };
      }
    },
    close: () => agent.destroy(),
  };
}

/** A receiver may take a part only (`partialSuccess`), and say why. */
function accepted(text: string): Delivery {
  const { rejectedDataPoints, rejectedSpans, rejectedLogRecords, errorMessage } = partialSuccessOf(text);
  const rejected = Number(rejectedDataPoints ?? rejectedSpans ?? rejectedLogRecords ?? 0);
  return {
    kind: 'accepted',
    rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
    message: typeof errorMessage === 'string' ? errorMessage.slice(0, LONGEST_TEXT) : '',
  };
}

function partialSuccessOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const { partialSuccess } = (JSON.parse(text) ?? {}) as { partialSuccess?: unknown };
    return typeof partialSuccess === 'object' && partialSuccess !== null ? (partialSuccess as Record<string, unknown>) : {};
  } catch {
    // Some answer with nothing, or in another form: the status says that it was taken.
    return {};
  }
}

function retryAfterMs(field: string | undefined): number | undefined {
  const seconds = field !== undefined && /^\d{1,6}$/.test(field) ? Number(field) : undefined;
  return seconds === undefined ? undefined : Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000;
}

function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (typeof code === 'string' ? code : message).slice(0, LONGEST_TEXT);
}
