import { call, type HttpCall } from '../harness/call.ts';
import { ANSWER } from './payload.ts';

/** A server that can be measured. */
export interface ProxyServer {
  readonly name: string;
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  readonly group: number;
  readonly command: string;
  /** Contents of its configuration files by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What starting one needs. */
export interface ServerSettings {
  /** For its files; removed at the end. */
  readonly directory: string;
  readonly core: number | null;
  /** Peers log each request into a file. */
  readonly accessLog: boolean;
}

const PROBE: HttpCall = { method: 'GET', headers: {} };

/** The origin once it answers with what the upstream answers, which no other program on that port would; undefined until then. */
export async function answering(origin: string): Promise<string | undefined> {
  const answer = await call(`${origin}/plain/orders/42`, PROBE).catch(() => undefined);
  return answer?.status === 200 && answer.body === ANSWER ? origin : undefined;
}
