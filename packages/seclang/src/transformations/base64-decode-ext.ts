import { base64Table, decodeDigits, SKIP } from './base64-digits.ts';
import type { Transformation } from './transformation.ts';

const TABLE = base64Table(SKIP);
TABLE[0x2d] = 62;
TABLE[0x5f] = 63;

/** `t:base64DecodeExt`: forgiving base64, as PHP decodes it: digits of both alphabets count, any other byte is passed over. */
export const base64DecodeExt: Transformation = { name: 'base64DecodeExt', changes: 'any', apply: (value) => decodeDigits(value, TABLE) };
