import { base64Decode } from './base64-decode.ts';
import { base64DecodeExt } from './base64-decode-ext.ts';
import { base64Encode } from './base64-encode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(base64Decode, [
  ['decodes with padding', 'VGVzdENhc2U=', 'TestCase'],
  ['decodes without padding', 'VGVzdENhc2U', 'TestCase'],
  ['decodes NUL bytes', 'VGVzdABDYXNl', 'Test\x00Case'],
  ['leaves an empty value empty', '', ''],
  ['drops the bits of a digit that no other completes', 'PHNjcmlwd', '<scrip'],
  ['yields nothing for one digit', 'P', ''],
  ['decodes up to a space, so that one does not hide what precedes it', 'PFR FU1Q+', '<T'],
  ['decodes up to the space that URL decoding made of a plus sign', 'X19wcm90b19f IGFsZXJ0', '__proto__'],
  ['decodes up to a dot', 'PHNjcmlwd.D5h', '<scrip'],
  ['takes no digits of the URL alphabet', 'PFRFU1Q-', '<TEST'],
  ['stops at padding inside', 'PA==PA==', '<'],
  ['passes over line breaks, which MIME puts in', 'PFRF\r\nU1Q+', '<TEST>'],
  ['yields nothing where nothing can be decoded', '%%%%', ''],
]);

testVectors(base64DecodeExt, [
  ['decodes around bytes that are no digits', 'P.HNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', '<script>alert(1)</script>'],
  ['decodes across padding', 'PA==PHNj', '<\x03\xc76'],
  ['takes the digits of the URL alphabet as well', '_-__', '\xff\xef\xff'],
  ['yields nothing where there are no digits', '.. ..', ''],
]);

testVectors(base64Encode, [
  ['pads', 'TestCase', 'VGVzdENhc2U='],
  ['encodes every byte', '\x00\xff', 'AP8='],
  ['leaves an empty value empty', '', ''],
]);
