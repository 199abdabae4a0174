import { length } from './length.ts';
import { lowercase } from './lowercase.ts';
import { md5 } from './md5.ts';
import { none } from './none.ts';
import { parityEven7bit } from './parity-even-7bit.ts';
import { parityOdd7bit } from './parity-odd-7bit.ts';
import { parityZero7bit } from './parity-zero-7bit.ts';
import { removeNulls } from './remove-nulls.ts';
import { replaceNulls } from './replace-nulls.ts';
import { sha1 } from './sha1.ts';
import { testVectors } from './testing/vectors.ts';
import { uppercase } from './uppercase.ts';

testVectors(length, [
  ['counts bytes', 'a\x00\xff', '3'],
  ['counts none', '', '0'],
]);

testVectors(lowercase, [['changes ASCII letters only', 'AZ@[\xc4', 'az@[\xc4']]);

testVectors(uppercase, [['changes ASCII letters only', 'az`{\xe4', 'AZ`{\xe4']]);

testVectors(md5, [['yields raw bytes', '', '\xd4\x1d\x8c\xd9\x8f\x00\xb2\x04\xe9\x80\t\x98\xec\xf8B~']]);

testVectors(sha1, [['yields raw bytes', '', '\xda9\xa3\xee^kK\r2U\xbf\xef\x95`\x18\x90\xaf\xd8\x07\t']]);

testVectors(none, [['changes nothing', 'A b', 'A b']]);

testVectors(parityEven7bit, [['sets the eighth bit of bytes with an odd number of ones', 'a\x00A\xff', '\xe1\x00A\x7f']]);

testVectors(parityOdd7bit, [['sets the eighth bit of bytes with an even number of ones', 'a\x00A\xff', 'a\x80\xc1\xff']]);

testVectors(parityZero7bit, [['clears the eighth bit', '\xe1\xbc', 'a<']]);

testVectors(removeNulls, [['removes NUL bytes', '\x00a\x00\x00b', 'ab']]);

testVectors(replaceNulls, [['puts spaces for NUL bytes', '\x00a\x00', ' a ']]);
