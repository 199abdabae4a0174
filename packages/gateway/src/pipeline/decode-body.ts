import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';

type Decode = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const CODINGS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateEither],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
]);
const NO_ROOM = 'ERR_BUFFER_TOO_LARGE';

/** Whether a `Content-Encoding` is one that `decodeBody` undoes. */
export function isKnownCoding(contentEncoding: string | undefined): boolean {
  const coding = codingOf(contentEncoding);
  return coding === 'identity' || CODINGS.has(coding);
}

/**
 * A body with its content coding undone: at most so many bytes, since a few hundred bytes may stand for gigabytes. `too-large` where there
 * would be more, `encoding` where it is not what its header says. Synchronous: input and output are bounded, and take a few milliseconds.
 */
export function decodeBody(
  body: Uint8Array,
  contentEncoding: string | undefined,
  mostBytes: number,
): Uint8Array | 'too-large' | 'encoding' {
  const decode = CODINGS.get(codingOf(contentEncoding));
  if (decode === undefined) return body;
  try {
    return decode(body, { maxOutputLength: mostBytes });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === NO_ROOM ? 'too-large' : 'encoding';
  }
}

function codingOf(contentEncoding: string | undefined): string {
  const coding = (contentEncoding ?? '').trim().toLowerCase();
  return coding === '' ? 'identity' : coding;
}

/** By the standard `deflate` has a zlib wrapper (RFC 9110 section 8.4.1.2); many servers leave it out. */
function inflateEither(body: Uint8Array, options: { readonly maxOutputLength: number }): Uint8Array {
  try {
    return inflateSync(body, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === NO_ROOM) throw error;
    return inflateRawSync(body, options);
  }
}
