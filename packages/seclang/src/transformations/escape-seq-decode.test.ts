import { escapeSeqDecode } from './escape-seq-decode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(escapeSeqDecode, [
  ['decodes the letters and quotes of ANSI C', '\\a\\b\\f\\n\\r\\t\\v\\?\\\'\\"\\\\', '\x07\b\f\n\r\t\v?\'"\\'],
  ['decodes hexadecimal digits in either case', '\\x41\\X4b', 'AK'],
  ['decodes one to three octal digits', '\\0\\12\\101\\1011', '\x00\nAA1'],
  ['wraps octal numbers above a byte', '\\777', '\xff'],
  ['stops octal digits at 8', '\\78', '\x078'],
  ['drops the backslash of hexadecimal escapes that are none', '\\xag\\x4', 'xagx4'],
  ['keeps a backslash at the end', 'a\\', 'a\\'],
  ['drops the backslash of unknown escapes', 'c\\at', 'c\x07t'],
  ['leaves text without backslashes', 'cat', 'cat'],
]);
