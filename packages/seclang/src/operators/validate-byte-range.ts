import { byteView } from '../byte-view.ts';
import { fingerprint } from '../fingerprint.ts';
import { kindNeeds } from './needs.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@validateByteRange ranges`: the value has a byte outside of the ranges, which are numbers and pairs such as `9,10,13,32-126`. */
export const validateByteRange: Operator = {
  name: 'validateByteRange',
  compile: (argument) => {
    const allowed = allowedBytes(argument);
    return (value) => (hasOther(value, allowed) ? MATCHED : undefined);
  },
  needs: (argument) => {
    const others = [...allowedBytes(argument)].flatMap((isAllowed, byte) => (isAllowed === 1 ? [] : [String.fromCharCode(byte)]));
    return kindNeeds(others.reduce((kinds, other) => kinds | fingerprint(other), 0));
  },
};

/** By byte: 1 where a range has it. */
function allowedBytes(argument: string): Uint8Array {
  const allowed = new Uint8Array(256);
  for (const range of argument.split(',')) {
    const [first, last] = parseRange(range.trim());
    allowed.fill(1, first, last + 1);
  }
  return allowed;
}

function hasOther(value: string, allowed: Uint8Array): boolean {
  const bytes = byteView(value);
  for (let index = 0; index < value.length; index++) if (allowed[bytes[index] as number] !== 1) return true;
  return false;
}

function parseRange(range: string): [first: number, last: number] {
  const parts = /^(\d{1,3})\s*(?:-\s*(\d{1,3}))?$/.exec(range);
  const first = Number(parts?.[1] ?? -1);
  const last = Number(parts?.[2] ?? first);
  if (first < 0 || last > 255 || first > last) {
    throw new Error(`“${range}” is no range of bytes: write a number from 0 to 255, or two of them like 32-126`);
  }
  return [first, last];
}
