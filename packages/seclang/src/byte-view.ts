/** Values up to this length are written into one buffer that is used again and again. */
const SHARED_BYTES = 1 << 16;
/** Below this, a loop writes a value faster than the call that does it at once. */
const FEW_BYTES = 24;

let shared: Buffer | undefined;

/**
 * The bytes of a value in a table of at least its length, for loops that look at each: a table is read several times as fast as a string. It is
 * good until the next call. Characters above 255 count as their lowest byte.
 */
export function byteView(value: string): Uint8Array {
  const { length } = value;
  if (length > SHARED_BYTES) return Buffer.from(value, 'latin1');
  shared ??= Buffer.allocUnsafeSlow(SHARED_BYTES);
  if (length > FEW_BYTES) shared.write(value, 'latin1');
  else for (let index = 0; index < length; index++) shared[index] = value.charCodeAt(index);
  return shared;
}
