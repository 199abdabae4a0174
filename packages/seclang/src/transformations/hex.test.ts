import { hexDecode } from './hex-decode.ts';
import { hexEncode } from './hex-encode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(hexDecode, [
  ['decodes pairs of digits', '546573740043', 'Test\x00C'],
  ['drops an odd digit at the end', '414', 'A'],
  ['takes other bytes through the same arithmetic', '01234567890a0z01234567890a', '\x01#Eg\x89\n#\x01#Eg\x89\n'],
  ['leaves an empty value empty', '', ''],
]);

testVectors(hexEncode, [
  ['writes lower case', '\x00\xffA', '00ff41'],
  ['leaves an empty value empty', '', ''],
]);
