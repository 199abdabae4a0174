import { testVectors } from './testing/vectors.ts';
import { utf8toUnicode } from './utf8-to-unicode.ts';

testVectors(utf8toUnicode, [
  ['writes characters of two, three and four bytes', '\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', '%u00e9%u20ac%u1f600'],
  ['writes full-width forms so that urlDecodeUni can fold them', '\xef\xbc\x9c', '%uff1c'],
  ['writes overlong forms, with their first byte behind', '\xc0\xbc', '%u003c\xc0'],
  ['writes surrogates, with their first byte behind', '\xed\xa0\x80', '%ud800\xed'],
  ['leaves bytes that begin no character', '\x80\xff', '\x80\xff'],
  ['leaves ASCII', 'abc', 'abc'],
  ['removes NUL bytes', 'a\x00b', 'ab'],
  ['drops the first byte of a character that is cut off', 'a\xe2\x82', 'a\x82'],
]);
