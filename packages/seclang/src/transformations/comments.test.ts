import { removeComments } from './remove-comments.ts';
import { removeCommentsChar } from './remove-comments-char.ts';
import { replaceComments } from './replace-comments.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(removeComments, [
  ['removes comments of C and HTML', 'a/* x */ b<!-- y --> c', 'a b c'],
  ['removes from -- on', 'select 1 -- x', 'select 1 '],
  ['removes from # on', 'select 1 # x', 'select 1 '],
  ['puts a space for a comment that does not end', 'a/* x', 'a '],
  ['copies the byte behind a comment unread', 'a/**/#b', 'a#b'],
  ['ends either kind of comment with either end', 'a/* x --> b', 'a b'],
  ['keeps an end without a beginning', 'a */ b', 'a */ b'],
]);

testVectors(removeCommentsChar, [
  ['removes the marks and keeps the text between', 'a/*b*/c<!--d-->e', 'abcde'],
  ['removes -- and #', 'a--b#c', 'abc'],
  ['removes marks side by side', '/**/--#x', 'x'],
  ['does not join marks anew', '/-*#-*/', '/-*-'],
  ['keeps single characters of marks', 'a-b/c*d<e!', 'a-b/c*d<e!'],
]);

testVectors(replaceComments, [
  ['puts a space for each comment', 'a/* x */b/**/c', 'a b c'],
  ['puts a space for a comment that does not end', 'a/* x', 'a '],
  ['keeps an end without a beginning', 'a */ b', 'a */ b'],
  ['needs two asterisks for a comment', 'a/*/b', 'a '],
  ['does not know comments within comments', '/* /* */ x */', '  x */'],
  ['leaves text without comments', 'a * b / c', 'a * b / c'],
]);
