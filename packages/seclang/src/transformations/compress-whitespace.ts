import { byteView } from '../byte-view.ts';
import { HAS } from '../fingerprint.ts';
import { isSpace, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:compressWhitespace`: one space for each run of white space. */
export const compressWhitespace: Transformation = { name: 'compressWhitespace', changes: HAS.oddSpace, adds: 0, apply };

function apply(value: string): string {
  const source = byteView(value);
  const bytes = scratch(value.length);
  let length = 0;
  let changed = false;
  let inSpace = false;
  for (let index = 0; index < value.length; index++) {
    const byte = source[index] as number;
    if (!isSpace(byte)) {
      bytes[length++] = byte;
      inSpace = false;
    } else if (inSpace) {
      changed = true;
    } else {
      bytes[length++] = 0x20;
      inSpace = true;
      changed ||= byte !== 0x20;
    }
  }
  return changed ? text(bytes, length) : value;
}
