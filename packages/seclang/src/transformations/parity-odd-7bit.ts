import { mapBytes } from './map-bytes.ts';
import { hasOddParity } from './parity.ts';
import type { Transformation } from './transformation.ts';

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => (hasOddParity(byte) ? byte & 0x7f : byte | 0x80));

/** `t:parityOdd7bit`: sets the eighth bit of a byte with an even number of ones, clears it in the others. */
export const parityOdd7bit: Transformation = { name: 'parityOdd7bit', changes: 'any', apply: (value) => mapBytes(value, TABLE) };
