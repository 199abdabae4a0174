import { decoded } from '@airside/domain';

import { ownName } from './bounded-name.ts';
import { LIMITS } from './limits.ts';

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;

/**
 * The pairs of a query or a form, decoded, one call each. Lenient, as the servers behind are: octets that are no UTF-8 become one character each, and
 * what is malformed stays as it is, so that it is seen. Bounded in number and length; false where there were more pairs.
 */
export function eachPair(text: string, visit: (name: string, value: string) => void): boolean {
  let count = 0;
  for (let start = 0; start < text.length; ) {
    let equals = -1;
    let codedName = false;
    let codedValue = false;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === AMPERSAND) break;
      if (code === EQUALS && equals === -1) equals = end;
      else if (code === PERCENT || code === PLUS) {
        if (equals === -1) codedName = true;
        else codedValue = true;
      }
    }
    if (end > start) {
      if (count === LIMITS.pairs) return false;
      count++;
      const nameEnd = equals === -1 ? end : equals;
      const name = ownName(text.slice(start, nameEnd));
      const value = equals === -1 ? '' : text.slice(equals + 1, Math.min(end, equals + 1 + LIMITS.valueCharacters));
      visit(codedName ? formText(name) : name, codedValue ? formText(value) : value);
    }
    start = end + 1;
  }
  return true;
}

/** Text of a form or a query without its encoding, in which a plus sign stands for a space. */
function formText(text: string): string {
  return decoded(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
