import { readRequest } from '@airside/seclang';
import { z } from 'zod';

const common = {
  id: z.union([z.string(), z.number()]),
  label: z.union([z.literal(0), z.literal(1)]).optional(),
  operation: z.string().optional(),
};
const base64 = z.base64();

/** One line of input: a request in parts or, in `raw`, as its bytes (base64). Other members are passed over. */
const line = z.union([
  z.object({ ...common, raw: base64 }),
  z.object({
    ...common,
    raw: z.undefined().optional(),
    method: z.string(),
    url: z.string(),
    headers: z.array(z.tuple([z.string(), z.string()])).default([]),
    body: z.string().optional(),
    bodyBase64: base64.optional(),
  }),
]);

/** A request to inspect. All texts are byte strings. */
export interface RequestToInspect {
  readonly id: string | number;
  /** 1 for an attack, 0 for an honest request. */
  readonly label: 0 | 1 | undefined;
  /** Id of the operation, for exclusions, where the line tells it. */
  readonly operation: string | undefined;
  readonly head: {
    readonly clientAddress: string;
    readonly method: string;
    readonly target: string;
    readonly protocol: string;
    readonly rawHeaders: readonly string[];
  };
  readonly body: string | Uint8Array;
}

/** Reads one line. Throws an Error that says what is expected. */
export function parseRequestLine(text: string): RequestToInspect {
  const { id, label, operation, ...request } = checked(text);
  if (request.raw !== undefined) {
    const { method, uri, protocol, headers, body } = readRequest(Buffer.from(request.raw, 'base64').toString('latin1'));
    return { id, label, operation, head: head(method, uri, protocol, headers), body };
  }
  const body = request.bodyBase64 === undefined ? Buffer.from(request.body ?? '', 'utf8') : Buffer.from(request.bodyBase64, 'base64');
  const headers = request.headers.map(([name, value]) => [bytes(name), bytes(value)] as const);
  return { id, label, operation, head: head(bytes(request.method), bytes(request.url), 'HTTP/1.1', headers), body };
}

function checked(text: string): z.output<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('this is no JSON');
  }
  const result = line.safeParse(value);
  if (result.success) return result.data;
  throw new Error('expected {"id", "method", "url", "headers": [[name, value]…], "body" or "bodyBase64"}, or {"id", "raw"} with base64');
}

function head(method: string, target: string, protocol: string, headers: readonly (readonly [string, string])[]): RequestToInspect['head'] {
  return { clientAddress: '192.0.2.1', method, target, protocol, rawHeaders: headers.flat() };
}

function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
