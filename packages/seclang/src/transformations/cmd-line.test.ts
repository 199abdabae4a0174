import { cmdLine } from './cmd-line.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(cmdLine, [
  ['removes quotes, carets and backslashes', 'c"m^d\\.\'e"xe', 'cmd.exe'],
  ['makes one space of separators', 'a,b; ;\t\r\nc', 'a b c'],
  ['removes a space before a slash and a parenthesis', 'C:\\> dir ; /s (x', 'c:> dir/s(x'],
  ['writes lower case', 'CMD', 'cmd'],
  ['keeps other white space', 'a\vb', 'a\vb'],
  ['leaves what is plain', 'ls -la', 'ls -la'],
]);
