import { HAS } from '../fingerprint.ts';
import { mapBytes } from './map-bytes.ts';
import type { Transformation } from './transformation.ts';

const NUL_TO_SPACE = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0 ? 0x20 : byte));

/** `t:replaceNulls`: a space for each byte 0x00. */
export const replaceNulls: Transformation = {
  name: 'replaceNulls',
  changes: HAS.nul,
  adds: HAS.whitespace,
  apply: (value) => mapBytes(value, NUL_TO_SPACE),
};
