/** What `write` and `end` of a response take: `(chunk, encoding, done)`, with all that may be left out. */
export type WriteArguments = readonly unknown[];

const NOTHING = Buffer.alloc(0);

/** The bytes that are to be written. Throws a TypeError for what is neither text nor bytes. */
export function bytesOf([chunk, encoding]: WriteArguments): Buffer {
  if (chunk === undefined || chunk === null || typeof chunk === 'function') return NOTHING;
  if (typeof chunk === 'string') return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  throw new TypeError('the chunk of a response is neither a text nor bytes');
}

/** What is to be called afterwards. */
export function callbackOf(written: WriteArguments): () => void {
  return written.find((argument): argument is () => void => typeof argument === 'function') ?? (() => undefined);
}
