import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

type Headers = OutgoingHttpHeaders | readonly OutgoingHttpHeader[] | readonly (readonly [string, OutgoingHttpHeader])[];

/** What `writeHead` takes. */
export type HeadArguments =
  | readonly [status: number, headers?: Headers]
  | readonly [status: number, message: string | undefined, headers?: Headers];

/** Writes down what an application says by `writeHead`, without sending it. */
export function applyHead(response: ServerResponse, [status, second, third]: HeadArguments): void {
  response.statusCode = status;
  if (typeof second === 'string') response.statusMessage = second;
  const headers = typeof second === 'object' ? second : third;
  if (headers === undefined || headers === null) return;
  const seen = new Set<string>();
  for (const [name, value] of pairs(headers)) {
    const lower = name.toLowerCase();
    if (!seen.has(lower)) response.removeHeader(name);
    seen.add(lower);
    if (typeof value === 'number') response.appendHeader(name, String(value));
    else if (value !== undefined) response.appendHeader(name, value);
  }
}

function pairs(headers: Headers): [string, OutgoingHttpHeader | undefined][] {
  if (!isList(headers)) return Object.entries(headers);
  if (Array.isArray(headers[0]))
    return headers.map((pair) => [String((pair as readonly unknown[])[0]), (pair as readonly OutgoingHttpHeader[])[1]]);
  const flat = headers as readonly OutgoingHttpHeader[];
  return Array.from({ length: flat.length >> 1 }, (_, index) => [String(flat[index * 2]), flat[index * 2 + 1]]);
}

function isList(headers: Headers): headers is Exclude<Headers, OutgoingHttpHeaders> {
  return Array.isArray(headers);
}
