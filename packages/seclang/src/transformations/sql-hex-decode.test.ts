import { sqlHexDecode } from './sql-hex-decode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(sqlHexDecode, [
  ['decodes a literal where it stands', '0x414243 or 1', 'ABC or 1'],
  ['accepts a capital X', '0X41', 'A'],
  ['leaves a digit that has no other', '0x41424', 'AB4'],
  ['leaves 0x without two digits', '0x4 0xg1 0x', '0x4 0xg1 0x'],
  ['decodes behind another zero', '00x41', '0A'],
  ['decodes NUL', 'a0x00b', 'a\x00b'],
  ['leaves text without literals', 'select 10', 'select 10'],
]);
