import type { Exchange } from '@airside/domain';

import type { Draw } from './draw.ts';

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type Body =
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'parts'; readonly fields: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'xml'; readonly root: string; readonly fields: readonly (readonly [name: string, value: string])[] };

/** A request as its sender thinks of it, before it is written down. */
export interface MadeRequest {
  readonly method: string;
  /** Where it is sent; one and the same where it is not told. */
  readonly host?: string;
  /** Segments of the path. */
  readonly path: readonly string[];
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
}

const START_MS = Date.UTC(2026, 5, 1);
const BOUNDARY = '----form7MA4YWxkTrZu0gW';
const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  parts: `multipart/form-data; boundary=${BOUNDARY}`,
  xml: 'text/xml; charset=utf-8',
};

/** The exchange that a gateway without a definition records of it. */
export function exchangeOfMade(
  { method, host = 'api.example', path, query = [], headers = [], body }: MadeRequest,
  number: number,
): Exchange {
  const text = body === undefined ? undefined : textOf(body);
  const type: [string, string][] = body === undefined ? [] : [['content-type', TYPES[body.kind]]];
  return {
    id: String(number),
    time: new Date(START_MS + 1000 * number).toISOString(),
    api: null,
    operation: null,
    method,
    host,
    path: `/${path.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/')}`,
    template: null,
    query: pairs(query),
    client: { address: '192.0.2.1', userAgent: null },
    principal: null,
    verdicts: [],
    problem: null,
    status: 200,
    upstream: null,
    request: {
      headers: [...headers.map(([name, value]): [string, string] => [name, value]), ...type],
      ...(text !== undefined && { body: text }),
    },
    requestBytes: text === undefined ? 0 : Buffer.byteLength(text),
    responseBytes: 0,
    durationMs: 0,
  };
}

function textOf(body: Body): string {
  if (body.kind === 'json') return JSON.stringify(body.value);
  if (body.kind === 'form') return pairs(body.fields);
  if (body.kind === 'parts') {
    const parts = body.fields.map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    return `${parts.join('')}--${BOUNDARY}--\r\n`;
  }
  const fields = body.fields.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join('');
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${body.root}>${fields}</${body.root}></s:Body></s:Envelope>`;
}

function pairs(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`).join('&');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same request with one of its values replaced, drawn from all of them; the name of the value is given to `replace`. */
export function withOneReplaced(request: MadeRequest, draw: Draw, replace: (value: Json) => Json): MadeRequest {
  const count = leavesOf(request).length;
  const chosen = Math.floor(draw.random() * count);
  let at = 0;
  const each = (value: Json): Json => (at++ === chosen ? replace(value) : value);
  const text = (value: string): string => {
    const replaced = each(value);
    return typeof replaced === 'string' ? replaced : JSON.stringify(replaced);
  };
  const fields = (of: readonly (readonly [string, string])[]): (readonly [string, string])[] =>
    of.map(([name, value]) => [name, text(value)]);
  const inJson = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => inJson(item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inJson(item)]));
    return each(value);
  };
  const { query, headers, body } = request;
  return {
    ...request,
    ...(query !== undefined && { query: fields(query) }),
    ...(headers !== undefined && { headers: fields(headers) }),
    ...(body !== undefined && {
      body: body.kind === 'json' ? { ...body, value: inJson(body.value) } : { ...body, fields: fields(body.fields) },
    }),
  };
}

/** Whether something of it can be replaced. */
export function hasValues(request: MadeRequest): boolean {
  return leavesOf(request).length > 0;
}

/** All values that a sender may choose, in the order in which they are replaced. */
function leavesOf({ query = [], headers = [], body }: MadeRequest): readonly Json[] {
  const inJson = (value: Json): readonly Json[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap((item: Json) => inJson(item)) : [value];
  const values = (of: readonly (readonly [string, string])[]): readonly Json[] => of.map(([, value]) => value);
  const ofBody = body === undefined ? [] : body.kind === 'json' ? inJson(body.value) : values(body.fields);
  return [...values(query), ...values(headers), ...ofBody];
}
