import { testVectors } from './testing/vectors.ts';
import { urlDecode } from './url-decode.ts';
import { urlDecodeUni } from './url-decode-uni.ts';
import { urlEncode } from './url-encode.ts';

testVectors(urlDecode, [
  ['decodes pairs of digits and plus signs', 'a%20b+%3C%3e', 'a b <>'],
  ['leaves encodings that are none', '%zz%4%', '%zz%4%'],
  ['decodes behind a broken encoding', '%%41', '%A'],
  ['decodes once', '%2541', '%41'],
  ['does not know %u', '%u0041', '%u0041'],
  ['decodes NUL', '%00', '\x00'],
  ['leaves what is not encoded', 'a/b?c', 'a/b?c'],
]);

testVectors(urlDecodeUni, [
  ['decodes pairs of digits and plus signs', 'a%20b+%3C', 'a b <'],
  ['decodes full-width forms', '%uff1cscript%uFF1e', '<script>'],
  ['decodes by the best fit of code page 20127', '%u0107%u2039%u2019%u00b4', "c<'\xb4"],
  ['takes the low byte of characters without a best fit', '%u1241', 'A'],
  ['accepts a capital U', '%U0041', 'A'],
  ['leaves broken encodings', '%u00g0%u41%u%', '%u00g0%u41%u%'],
  ['decodes a pair of digits behind a broken %u', '%u%41', '%uA'],
  ['decodes an encoding at the very end', 'x%u0041', 'xA'],
  ['leaves what is not encoded', 'a/b', 'a/b'],
]);

testVectors(urlEncode, [
  ['encodes all but letters, digits and the asterisk', 'az AZ09*-_./~\x00\xff', 'az+AZ09*%2d%5f%2e%2f%7e%00%ff'],
  ['leaves what needs no encoding', 'abc*123', 'abc*123'],
]);
