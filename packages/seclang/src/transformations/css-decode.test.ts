import { cssDecode } from './css-decode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(cssDecode, [
  [
    'decodes up to six digits, the last two of which count',
    'test\\a\\b\\f\\n\\r\\t\\v\\?\\\'\\"\\0\\12\\123\\1234\\12345\\123456\\ff01\\ff5e\\\n\\0  string',
    'test\n\v\x0fnrtv?\'"\x00\x12#4EV!~\x00 string',
  ],
  ['drops a backslash at the end', 'test\\', 'test'],
  ['drops an escaped line break', 'te\\\nst', 'test'],
  ['drops the backslash before another character', '\\z\\(', 'z('],
  ['skips one white space behind the digits, not two', '\\41  B', 'A B'],
  ['takes a seventh digit as text', '\\0000411', 'A1'],
  ['folds full-width forms with leading zeros', '\\00ff1c', '<'],
  ['does not fold what only looks like a full-width form', '\\1ff1c', '\x1c'],
  ['finds a word written in escapes', 'ja\\vasc\\72ipt', 'javascript'],
  ['keeps what stands behind a decoded NUL', 'a\\0 b', 'a\x00b'],
  ['leaves text without backslashes', 'javascript', 'javascript'],
]);
