import { credentialsInQuery } from '../credentials.ts';
import type { Observation } from '../observation.ts';
import { splitTarget } from '../target.ts';

/** What a line of an access log tells of a call. */
export interface LoggedCall {
  readonly timeMs: number;
  readonly method: string;
  readonly target: string;
  readonly status: number | null;
  readonly host?: string;
  readonly address?: string;
  /** The user of HTTP authentication; the log writers know of no other. */
  readonly user?: string;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  readonly requestHeaders?: readonly (readonly [string, string])[];
  readonly responseHeaders?: readonly (readonly [string, string])[];
  /** The credentials, where the log tells them. */
  readonly credentials?: readonly string[];
  /** Answered by who wrote the log, instead of the API. */
  readonly isRefused?: boolean;
}

/** A call of an access log as an observation; undefined where it has no method or no path. */
export function fromLoggedCall(call: LoggedCall): Observation | undefined {
  const { timeMs, status, address, user } = call;
  const method = call.method.toUpperCase();
  const target = splitTarget(call.target);
  if (target === undefined || !/^[A-Z]{1,20}$/.test(method) || Number.isNaN(timeMs)) return undefined;
  if (status !== null && !(status >= 100 && status <= 999)) return undefined;
  const inQuery = credentialsInQuery(target.query);
  const known = call.credentials ?? (user === undefined ? undefined : ['basic']);
  return {
    timeMs,
    api: null,
    host: target.host ?? call.host ?? '',
    method,
    path: target.path,
    template: null,
    query: target.query,
    status,
    isRefused: call.isRefused ?? false,
    caller: user ?? address ?? null,
    credentials: known === undefined && inQuery.length === 0 ? undefined : [...new Set([...(known ?? []), ...inQuery])],
    request: { headers: call.requestHeaders, body: undefined, bytes: call.requestBytes },
    response: { headers: call.responseHeaders, body: undefined, bytes: call.responseBytes },
  };
}

/** `GET /orders HTTP/1.1`, also without the version (HTTP/0.9). Undefined for what is no request line. */
export function requestLineIn(text: string): { readonly method: string; readonly target: string } | undefined {
  const first = text.indexOf(' ');
  if (first < 1) return undefined;
  const last = text.lastIndexOf(' ');
  const end = last > first && text.startsWith('HTTP/', last + 1) ? last : text.length;
  return { method: text.slice(0, first), target: text.slice(first + 1, end) };
}

/** The text between the quote at `start` and the next that is not escaped, and where it ends. */
export function quotedAt(line: string, start: number): { readonly text: string; readonly end: number } | undefined {
  if (line[start] !== '"') return undefined;
  for (let end = line.indexOf('"', start + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let slashes = 0;
    while (line[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return { text: line.slice(start + 1, end), end };
  }
  return undefined;
}

/** A count of bytes; undefined for `-` and what is none. */
export function bytesIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
