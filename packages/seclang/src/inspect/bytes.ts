/** Bytes as a byte string. Text that holds characters beyond 255 is taken as its UTF-8 encoding. */
export function byteString(data: string | Uint8Array): string {
  if (typeof data !== 'string') return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
  const bytes = Buffer.from(data, 'latin1');
  return bytes.toString('latin1') === data ? data : Buffer.from(data, 'utf8').toString('latin1');
}
