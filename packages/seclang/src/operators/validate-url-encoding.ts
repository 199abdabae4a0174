import { HAS } from '../fingerprint.ts';
import { kindNeeds } from './needs.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@validateUrlEncoding`: the value has a `%` that two hexadecimal digits do not follow. */
export const validateUrlEncoding: Operator = {
  name: 'validateUrlEncoding',
  compile: () => (value) => (hasBadEscape(value) ? MATCHED : undefined),
  needs: () => kindNeeds(HAS.percent),
};

function hasBadEscape(value: string): boolean {
  for (let at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 3)) {
    if (!isHexDigit(value.charCodeAt(at + 1)) || !isHexDigit(value.charCodeAt(at + 2))) return true;
  }
  return false;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
