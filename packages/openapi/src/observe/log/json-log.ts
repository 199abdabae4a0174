import { isArray, isObject, type JsonValue, member, members } from '../../json.ts';
import { credentialsIn } from '../credentials.ts';
import type { Observation } from '../observation.ts';
import { hostOf } from '../target.ts';
import { anyTime } from './clock.ts';
import { bytesIn, fromLoggedCall, requestLineIn } from './logged-call.ts';

/**
 * Where JSON logs have what: names of nginx's variables, of Caddy (`request.uri`), Traefik (`RequestPath`), Envoy, Google (`httpRequest.requestUrl`),
 * Elastic (`http.request.method`), and common ones. The first that is there counts. A dot leads into an object, where no name has the dot in it.
 */
const FIELDS = {
  time: [
    'time_iso8601',
    'msec',
    'StartUTC',
    'StartLocal',
    'start_time',
    '@timestamp',
    'timestamp',
    'ts',
    'time',
    'time_local',
    'date',
    'datetime',
  ],
  method: [
    'request_method',
    'RequestMethod',
    'request.method',
    'httpRequest.requestMethod',
    'http.request.method',
    'requestMethod',
    'http_method',
    'method',
    'verb',
  ],
  target: [
    'request_uri',
    'RequestPath',
    'request.uri',
    'request.url',
    'httpRequest.requestUrl',
    'url.original',
    'http.request.uri',
    'requestUri',
    'x-envoy-original-path',
    'uri',
    'target',
    'path',
    'url.path',
    'url',
    'requestPath',
  ],
  query: ['args', 'query_string', 'QueryString', 'url.query', 'queryString', 'query'],
  request: ['request', 'request_line'],
  status: [
    'status',
    'DownstreamStatus',
    'httpRequest.status',
    'http.response.status_code',
    'response_code',
    'status_code',
    'statusCode',
    'response.status',
    'OriginStatus',
    'responseStatus',
    'code',
  ],
  host: ['http_host', 'RequestHost', 'request.host', 'authority', 'url.domain', 'host', 'server_name', 'vhost', 'domain'],
  address: [
    'request.client_ip',
    'ClientHost',
    'request.remote_ip',
    'remote_addr',
    'httpRequest.remoteIp',
    'client.ip',
    'source.ip',
    'client_ip',
    'clientIp',
    'remote_ip',
    'remoteAddr',
    'ip',
    'downstream_remote_address_without_port',
    'client',
  ],
  user: ['remote_user', 'ClientUsername', 'user_id', 'user.name', 'user'],
  requestBytes: ['request_length', 'RequestContentSize', 'bytes_read', 'http.request.body.bytes', 'bytes_received'],
  responseBytes: ['body_bytes_sent', 'DownstreamContentSize', 'size', 'bytes_sent', 'http.response.body.bytes', 'responseSize'],
  requestHeaders: ['request.headers', 'http.request.headers', 'requestHeaders', 'headers'],
  responseHeaders: ['resp_headers', 'http.response.headers', 'response.headers', 'responseHeaders'],
  contentType: ['sent_http_content_type', 'downstream_Content-Type', 'response_content_type'],
} as const;

const MOST_HEADERS = 200;

/** A line of a JSON access log; undefined for JSON that tells of no call. */
export function parseJsonLog(line: string): Observation | undefined {
  const record = objectIn(line);
  if (record === undefined) return undefined;
  const of = (field: keyof typeof FIELDS): JsonValue | undefined => firstOf(record, FIELDS[field]);
  const text = (field: keyof typeof FIELDS): string | undefined => textOf(of(field));
  const written = text('request');
  const line1 = written === undefined ? undefined : requestLineIn(written);
  const [method, target] = [text('method') ?? line1?.method, text('target') ?? line1?.target];
  if (method === undefined || target === undefined) return undefined;
  const query = text('query');
  const requestHeaders = headersIn(of('requestHeaders'));
  const [user, address, host] = [text('user'), text('address'), text('host')];
  const status = Number(text('status') ?? Number.NaN);
  const contentType = text('contentType');
  const responseHeaders =
    headersIn(of('responseHeaders')) ?? (contentType === undefined ? undefined : [['content-type', contentType] as const]);
  const responseBytes = bytesIn(text('responseBytes'));
  return fromLoggedCall({
    timeMs: anyTime(of('time')),
    method,
    target: query === undefined || target.includes('?') ? target : `${target}?${query}`,
    status: Number.isNaN(status) || status === 0 ? null : status,
    ...(host !== undefined && { host: hostOf(host) }),
    ...(address !== undefined && { address: withoutPort(address) }),
    ...(user !== undefined && { user }),
    ...(responseBytes !== undefined && { responseBytes }),
    ...(requestHeaders !== undefined && { requestHeaders, credentials: credentialsIn(requestHeaders, '') }),
    ...(responseHeaders !== undefined && { responseHeaders }),
  });
}

function objectIn(line: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstOf(record: JsonValue, names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const value = member(record, name) ?? name.split('.').reduce<JsonValue | undefined>((inner, part) => member(inner, part), record);
    if (value !== undefined && value !== null && value !== '' && value !== '-') return value;
  }
  return undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : undefined;
}

/** Header fields of an object; each value a text or a list of texts. */
function headersIn(value: JsonValue | undefined): readonly (readonly [string, string])[] | undefined {
  if (!isObject(value)) return undefined;
  return members(value)
    .slice(0, MOST_HEADERS)
    .flatMap(([name, content]) =>
      (isArray(content) ? content : [content]).flatMap((text) => (typeof text === 'string' ? [[name.toLowerCase(), text] as const] : [])),
    );
}

/** `192.0.2.1:5000` and `[2001:db8::1]:5000` without the port. */
function withoutPort(address: string): string {
  const bracketed = /^\[([0-9A-Fa-f:.]{2,45})\](?::\d{1,5})?$/.exec(address)?.[1];
  return bracketed ?? address.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1');
}
