import { HAS } from '../fingerprint.ts';
import { mapBytes } from './map-bytes.ts';
import type { Transformation } from './transformation.ts';

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** `t:lowercase`: ASCII letters in lower case; bytes above 0x7F stay. */
export const lowercase: Transformation = {
  name: 'lowercase',
  changes: 0,
  recases: HAS.upper,
  apply: (value) => mapBytes(value, LOWER),
};
