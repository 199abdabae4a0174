import { fingerprint, HAS } from '../fingerprint.ts';

/** Masks of bits of `HAS`, with each of which a value has a bit in common. */
export type Classes = readonly number[];

const MAX_MASKS = 8;
const LETTERS = HAS.lower | HAS.upper;

/** All of some requirements hold. A mask that follows from a narrower one is dropped. */
export function allClasses(all: Classes): Classes {
  if (all.length < 2) return all;
  const masks = [...new Set(all)];
  const narrow = masks.filter((mask) => !masks.some((other) => other !== mask && (other & mask) === other));
  return narrow.toSorted((left, right) => bitCount(left) - bitCount(right)).slice(0, MAX_MASKS);
}

/** One of the requirements holds: every way to take one mask of each, as far as it stays telling. */
export function anyClass(branches: readonly Classes[]): Classes {
  const [first = [], ...rest] = branches;
  let masks = first;
  for (const branch of rest) {
    if (masks.length === 0) return [];
    if (branch !== masks) masks = allClasses(masks.flatMap((mask) => branch.map((other) => mask | other)));
  }
  return masks;
}

/** One of some texts, in lower case but meant without regard to it, occurs. */
export function exactClasses(texts: readonly string[]): Classes {
  if (texts.length === 0) return [];
  return anyClass(texts.map(classesOfText));
}

function classesOfText(text: string): Classes {
  const masks = [...text].map((character) => {
    const mask = fingerprint(character);
    return (mask & LETTERS) === 0 ? mask : LETTERS;
  });
  return allClasses(masks);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
