import { HAS } from '../fingerprint.ts';
import { mapBytes } from './map-bytes.ts';
import type { Transformation } from './transformation.ts';

const UPPER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));

/** `t:uppercase`: ASCII letters in upper case; bytes above 0x7F stay. */
export const uppercase: Transformation = {
  name: 'uppercase',
  changes: 0,
  recases: HAS.lower,
  apply: (value) => mapBytes(value, UPPER),
};
