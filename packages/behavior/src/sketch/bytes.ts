import { z } from 'zod';

/** Bytes as they are saved; states of before have them as text. */
export const savedBytes = (most: number) => z.union([z.instanceof(Uint8Array), z.string().max(2 * most)]);

/** Bytes as text for JSON. */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The bytes that a text stands for; throws an Error where they are not exactly so many. */
export function bytesOfText(text: string, length: number, what: string): Uint8Array {
  return bytesOf(text, length, what);
}

/** The same of bytes that may be text or not. */
export function bytesOf(saved: string | Uint8Array, length: number, what: string): Uint8Array {
  const bytes = typeof saved === 'string' ? Buffer.from(saved, 'base64') : saved;
  if (bytes.length !== length) throw new Error(`${what}: ${length} bytes expected, ${bytes.length} found`);
  return new Uint8Array(bytes);
}
