import { mapBytes } from './map-bytes.ts';
import { hasOddParity } from './parity.ts';
import type { Transformation } from './transformation.ts';

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => (hasOddParity(byte) ? byte | 0x80 : byte & 0x7f));

/** `t:parityEven7bit`: sets the eighth bit of a byte with an odd number of ones, clears it in the others. */
export const parityEven7bit: Transformation = { name: 'parityEven7bit', changes: 'any', apply: (value) => mapBytes(value, TABLE) };
