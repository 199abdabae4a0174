/** Bytes as text for JSON. */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The bytes that a text stands for; throws an Error where they are not exactly so many. */
export function bytesOfText(text: string, length: number, what: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== length) throw new Error(`${what}: ${length} bytes in base64 expected, ${bytes.length} found`);
  return new Uint8Array(bytes);
}
