import { byteView } from '../byte-view.ts';
import { HAS } from '../fingerprint.ts';
import { scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:cmdLine`: a command line without what shells ignore. Removes `\`, `"`, `'` and `^`; makes one space of each run of spaces, commas,
 * semicolons, tabs and line breaks; removes a space before `/` and `(`; lower case.
 */
export const cmdLine: Transformation = {
  name: 'cmdLine',
  changes: HAS.backslash | HAS.doubleQuote | HAS.singleQuote | HAS.caret | HAS.oddSpace | HAS.comma | HAS.semicolon,
  recases: HAS.upper,
  adds: HAS.whitespace,
  apply,
};

const COPY = 0;
const REMOVE = 1;
const SPACE = 2;
const CLOSE_UP = 3;

const CLASS = new Uint8Array(256).fill(COPY);
for (const character of '\\"\'^') CLASS[character.charCodeAt(0)] = REMOVE;
for (const character of ' ,;\t\r\n') CLASS[character.charCodeAt(0)] = SPACE;
for (const character of '/(') CLASS[character.charCodeAt(0)] = CLOSE_UP;

function apply(value: string): string {
  const source = byteView(value);
  const bytes = scratch(value.length);
  let length = 0;
  let space = false;
  for (let index = 0; index < value.length; index++) {
    const byte = source[index] as number;
    const kind = CLASS[byte];
    if (kind === REMOVE) continue;
    if (kind === SPACE) {
      if (!space) bytes[length++] = 0x20;
      space = true;
      continue;
    }
    if (kind === CLOSE_UP && space) length--;
    space = false;
    bytes[length++] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}
