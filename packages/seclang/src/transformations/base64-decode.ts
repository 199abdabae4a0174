import { base64Table, decodeDigits, SKIP, STOP } from './base64-digits.ts';
import type { Transformation } from './transformation.ts';

const TABLE = base64Table(STOP);
TABLE[0x0a] = SKIP;
TABLE[0x0d] = SKIP;

/**
 * `t:base64Decode`: decodes up to the first byte that is neither a digit of base64 nor a line break; padding is such a byte.
 *
 * On well-formed text all engines agree. On the rest ModSecurity 3 yields nothing, so that one space behind a payload hides it;
 * ModSecurity 2 and the Core Rule Set's tests expect what could be decoded, and so it is here.
 */
export const base64Decode: Transformation = { name: 'base64Decode', changes: 'any', apply: (value) => decodeDigits(value, TABLE) };
