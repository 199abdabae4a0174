import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** So many random bytes in hexadecimal digits. Drawn from a pool: asking the system for each costs a microsecond. */
function randomHex(bytes: number): string {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  const hex = pool.toString('hex', used - bytes, used);
  // One in 2^64: zeros are no id.
  return /[^0]/.test(hex) ? hex : randomHex(bytes);
}

/** 32 hexadecimal digits. */
export function newTraceId(): string {
  return randomHex(16);
}

/** 16 hexadecimal digits. */
export function newSpanId(): string {
  return randomHex(8);
}
