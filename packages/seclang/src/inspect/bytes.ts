/** Bytes as a byte string. Text that holds characters beyond 255 is taken as its UTF-8 encoding. */
export function byteString(data: string | Uint8Array): string {
  if (typeof data !== 'string') return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
  for (let index = 0; index < data.length; index++) {
    if (data.charCodeAt(index) > 0xff) return Buffer.from(data, 'utf8').toString('latin1');
  }
  return data;
}
