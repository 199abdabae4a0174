import { compressWhitespace } from './compress-whitespace.ts';
import { removeWhitespace } from './remove-whitespace.ts';
import { testVectors } from './testing/vectors.ts';
import { trim } from './trim.ts';
import { trimLeft } from './trim-left.ts';
import { trimRight } from './trim-right.ts';

testVectors(compressWhitespace, [
  ['makes one space of each run', ' a\t\n\v\f\r b ', ' a b '],
  ['makes a space of a single tab', 'a\tb', 'a b'],
  ['leaves single spaces', 'a b', 'a b'],
  ['leaves the no-break space', 'a\xa0\xa0b', 'a\xa0\xa0b'],
]);

testVectors(removeWhitespace, [
  ['removes all white space and the no-break space', ' a\t\n\v\f\r\xa0b ', 'ab'],
  ['leaves the bytes 0x1F and 0x85', '\x1f\x85', '\x1f\x85'],
]);

testVectors(trim, [
  ['trims both ends', ' \t\n a b \v\f\r', 'a b'],
  ['empties white space', ' \t ', ''],
  ['leaves the no-break space', '\xa0a\xa0', '\xa0a\xa0'],
]);

testVectors(trimLeft, [['trims the start', ' a ', 'a ']]);

testVectors(trimRight, [['trims the end', ' a ', ' a']]);
