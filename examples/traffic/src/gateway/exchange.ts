import type { Exchange, Verdict } from '@airside/domain';

import type { Header } from '../device/device.ts';
import type { Client } from './client.ts';
import type { Answer, ApiProfile, Operation } from './operation.ts';

/** What is needed to write an exchange down. */
export interface Recorded {
  readonly id: string;
  readonly timeMs: number;
  readonly api: ApiProfile;
  readonly operation: Operation | null;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly client: Client;
  /** Whether the gateway came to know who calls. */
  readonly identified: boolean;
  readonly claimed: string | undefined;
  readonly verdicts: readonly Verdict[];
  readonly firewall: Exchange['firewall'];
  readonly problem: Exchange['problem'];
  readonly requestBody: string | undefined;
  readonly form: boolean;
  readonly extraHeaders: readonly Header[];
  readonly answer: Answer;
  readonly upstreamMs: number | null;
  readonly gatewayMs: number;
}

const ANONYMOUS = { kind: 'anonymous', subject: 'anonymous', consumer: null, credential: null } as const;
const JSON_ANSWER: [string, string][] = [['content-type', 'application/json; charset=utf-8']];
const PROBLEM_ANSWER: [string, string][] = [['content-type', 'application/problem+json']];
const OTHER_ANSWER: [string, string][] = [['content-type', 'application/octet-stream']];

/** The record as the gateway would have written it. */
export function toExchange(record: Recorded): Exchange {
  const { api, operation, client, answer, requestBody } = record;
  const body = bodyOf(answer);
  const bytes = answer.bytes ?? (body === undefined ? 0 : Buffer.byteLength(body));
  return {
    id: record.id,
    time: new Date(record.timeMs).toISOString(),
    api: api.id,
    operation: api.defined && operation !== null ? operation.id : null,
    method: record.method,
    host: api.host,
    path: record.path,
    template: api.defined && operation !== null ? operation.template : null,
    query: record.query,
    client: {
      address: client.address.text,
      country: client.address.country,
      network: client.address.network,
      userAgent: client.device.userAgent,
      fingerprint: client.device.fingerprint,
      ...(client.cookie !== null && { session: client.cookie }),
    },
    principal: record.identified ? (client.credential?.principal ?? ANONYMOUS) : null,
    ...(record.claimed !== undefined && { claimed: record.claimed }),
    verdicts: record.verdicts as Verdict[],
    ...(record.firewall !== undefined && { firewall: record.firewall }),
    request: { headers: requestHeaders(record), ...(requestBody !== undefined && { body: requestBody }) },
    ...(answer.status !== 499 && { response: responseOf(answer, body) }),
    problem: record.problem,
    status: answer.status,
    upstream:
      record.upstreamMs === null
        ? null
        : {
            origin: api.origin,
            status: record.problem === 'upstream-unreachable' || answer.status === 499 ? null : answer.status,
            durationMs: record.upstreamMs,
          },
    requestBytes: answer.requestBytes ?? (requestBody === undefined ? 0 : Buffer.byteLength(requestBody)),
    responseBytes: answer.status === 499 ? 0 : bytes,
    durationMs: rounded((record.upstreamMs ?? 0) + record.gatewayMs),
  };
}

export function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

function bodyOf({ body }: Answer): string | undefined {
  if (body === undefined) return undefined;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function responseOf({ status, bytes }: Answer, body: string | undefined): NonNullable<Exchange['response']> {
  if (bytes !== undefined) return { headers: OTHER_ANSWER, omitted: 'not-text' };
  if (body === undefined) return { headers: [] };
  return { headers: status >= 400 ? PROBLEM_ANSWER : JSON_ANSWER, body };
}

/** Header fields of clients without anything special, by device: the same list for all of their exchanges. */
const plain = new Map<string, [string, string][]>();

function requestHeaders({ api, client, requestBody, form, extraHeaders }: Recorded): [string, string][] {
  const kind = client.credential?.principal.kind;
  const key = `${api.id} ${kind ?? ''} ${client.cookie !== null} ${requestBody !== undefined} ${form} ${client.device.userAgent} ${client.device.headers.length}`;
  let headers = plain.get(key);
  if (headers === undefined) {
    headers = [['host', api.host], ...client.device.headers.map(([name, value]): [string, string] => [name, value])];
    if (kind === 'apiKey') headers.push(['x-api-key', '***']);
    if (kind === 'jwt' || kind === 'basic') headers.push(['authorization', '***']);
    if (client.cookie !== null) headers.push(['cookie', '***']);
    if (requestBody !== undefined) headers.push(['content-type', form ? 'application/x-www-form-urlencoded' : 'application/json']);
    plain.set(key, headers);
  }
  if (extraHeaders.length === 0 && requestBody === undefined) return headers;
  const length: [string, string][] = requestBody === undefined ? [] : [['content-length', `${Buffer.byteLength(requestBody)}`]];
  return [...headers, ...length, ...extraHeaders.map(([name, value]): [string, string] => [name, value])];
}
