import type { IncomingMessage } from 'node:http';

import { Refusal } from './problem.ts';

const MOST_BYTES = 1024 * 1024;

/**
 * The JSON body of a request: at most 1 MiB of UTF-8. Throws a refusal for anything else. A body that is too large is not read to its end:
 * the connection is kept for the answer and closed after it.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json' || request.headers['content-encoding'] !== undefined) throw new Refusal('media-type-unsupported');
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();

  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('expected a stream of bytes');
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return parse(Buffer.concat(chunks, bytes));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('malformed-body', { detail: 'Expected one JSON value in UTF-8.' });
  }
}

function tooLarge(): Refusal {
  return new Refusal('body-too-large', { headers: { Connection: 'close' } });
}
