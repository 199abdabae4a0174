import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

import type { RecordedMessage } from '@airside/domain';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_CODINGS = 3;
/** Texts have next to no control characters; drawn bytes have one in eight. */
const MOST_CONTROLS = 0.02;

/** The body of a message as an exchange has it: without content coding, as UTF-8 or, where it is a text all the same, one byte a character. */
export function bodyText(body: Buffer, contentEncoding: string, contentType: string): Pick<RecordedMessage, 'body' | 'omitted'> {
  if (body.length === 0) return {};
  const plain = withoutCodings(body, contentEncoding);
  if (plain === undefined) return { omitted: 'encoding' };
  if (isUtf8(plain)) return { body: plain.toString('utf8') };
  const isParts = contentType.toLowerCase().startsWith('multipart/');
  return isParts || isText(plain) ? { body: plain.toString('latin1') } : { omitted: 'not-text' };
}

/** RFC 9110 section 8.4.1: the last coding was applied last. Undefined where that cannot be undone. */
function withoutCodings(body: Buffer, contentEncoding: string): Buffer | undefined {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MOST_CODINGS) return undefined;
  let plain = body;
  for (const coding of codings.toReversed()) {
    const undo = CODINGS.get(coding);
    if (undo === undefined) return undefined;
    try {
      plain = undo(plain);
    } catch {
      return undefined;
    }
  }
  return plain;
}

const bounds = { maxOutputLength: MOST_BYTES };
/** Some send `deflate` without the head that it has to have. */
const inflate = (body: Buffer): Buffer => ((body[0] ?? 0) % 16 === 8 ? inflateSync(body, bounds) : inflateRawSync(body, bounds));
const CODINGS = new Map<string, (body: Buffer) => Buffer>([
  ['gzip', (body) => gunzipSync(body, bounds)],
  ['x-gzip', (body) => gunzipSync(body, bounds)],
  ['br', (body) => brotliDecompressSync(body, bounds)],
  ['deflate', inflate],
]);

function isText(bytes: Buffer): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  return controls <= MOST_CONTROLS * bytes.length;
}
