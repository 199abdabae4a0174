import { sizeOfCharacter } from '../body/utf8.ts';
import { byteView } from '../byte-view.ts';
import { HAS } from '../fingerprint.ts';
import { kindNeeds } from './needs.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@validateUtf8Encoding`: the value is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
export const validateUtf8Encoding: Operator = {
  name: 'validateUtf8Encoding',
  compile: () => (value) => (isUtf8(value) ? undefined : MATCHED),
  needs: () => kindNeeds(HAS.high),
};

function isUtf8(value: string): boolean {
  const bytes = byteView(value);
  let index = 0;
  while (index < value.length) {
    const size = (bytes[index] as number) < 0x80 ? 1 : sizeOfCharacter(value, index);
    if (size === 0) return false;
    index += size;
  }
  return true;
}
