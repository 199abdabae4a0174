import { HAS } from '../fingerprint.ts';
import { mapBytes } from './map-bytes.ts';
import type { Transformation } from './transformation.ts';

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => byte & 0x7f);

/** `t:parityZero7bit`: clears the eighth bit of each byte. */
export const parityZero7bit: Transformation = { name: 'parityZero7bit', changes: HAS.high, apply: (value) => mapBytes(value, TABLE) };
