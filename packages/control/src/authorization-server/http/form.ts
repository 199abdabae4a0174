import type { IncomingMessage } from 'node:http';

/** As much as oidc-provider takes. */
const LARGEST_BYTES = 56 * 1024;
const MOST_FIELDS = 100;

/** The body of a form (`application/x-www-form-urlencoded`) as text; undefined where it is none, too large or broken off. */
export async function readFormBody(request: IncomingMessage): Promise<string | undefined> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LARGEST_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields of a form; undefined where one stands twice or there are too many. */
export function parseForm(body: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name) || fields.size >= MOST_FIELDS) return undefined;
    fields.set(name, value);
  }
  return fields;
}
