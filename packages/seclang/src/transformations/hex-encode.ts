import type { Transformation } from './transformation.ts';

/** `t:hexEncode`: two hexadecimal digits in lower case for each byte. */
export const hexEncode: Transformation = {
  name: 'hexEncode',
  changes: 'any',
  lengthens: true,
  apply: (value) => Buffer.from(value, 'latin1').toString('hex'),
};
