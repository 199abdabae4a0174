import type { Transformation } from './transformation.ts';

/** `t:base64Encode`: base64 with padding (RFC 4648, section 4). */
export const base64Encode: Transformation = {
  name: 'base64Encode',
  changes: 'any',
  lengthens: true,
  apply: (value) => Buffer.from(value, 'latin1').toString('base64'),
};
