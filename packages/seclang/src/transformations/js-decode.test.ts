import { jsDecode } from './js-decode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(jsDecode, [
  ['decodes \\uHHHH to its low byte', '\\u0041\\u1242', 'AB'],
  ['folds full-width forms', '\\uff1cscript\\uFF1E', '<script>'],
  ['does not fold U+FF00 and U+FF5F', '\\uff00\\uff5f', '\x00_'],
  ['decodes \\xHH', '\\x3cb\\x3E', '<b>'],
  ['decodes octal digits up to \\377', '\\101\\377\\400', 'A\xff 0'],
  ['decodes single letters', '\\a\\b\\f\\n\\r\\t\\v', '\x07\b\f\n\r\t\v'],
  ['drops the backslash of escapes that are none', '\\u00g1\\xg1\\z', 'u00g1xg1z'],
  ['keeps a backslash at the end', 'a\\', 'a\\'],
  ['decodes an escape at the very end', '\\u0041', 'A'],
  ['decodes no escape that is cut off', '\\u004', 'u004'],
  ['leaves text without backslashes', 'a.b', 'a.b'],
]);
