import type { ByteSet } from './byte-set.ts';
import type { NeighbourTest } from './lower.ts';

/**
 * The bytes as a program sees them: bytes that no set and no test of it tells apart share a class, and classes that no test tells apart
 * share a category. Category 0 is the edge of the text.
 */
export interface Alphabet {
  readonly classes: number;
  /** Class by byte. */
  readonly classOf: Uint8Array;
  /** One byte of each class. */
  readonly samples: readonly number[];
  readonly categories: number;
  /** Category by class. */
  readonly categoryOf: Uint16Array;
  /** One byte of each category; `undefined` for the edge. */
  readonly categorySamples: readonly (number | undefined)[];
}

/** Divides the bytes by the sets a program consumes and the tests it makes. Linear in sets × 256. */
export function buildAlphabet(sets: readonly ByteSet[], tests: readonly NeighbourTest[]): Alphabet {
  const testSets = tests.flatMap((test) => test.sets);
  const classOf = partition([...sets, ...testSets]);
  const classes = 1 + classOf.reduce((most, value) => Math.max(most, value), 0);
  const samples: number[] = [];
  classOf.forEach((value, byte) => {
    samples[value] ??= byte;
  });
  const categoryOfByte = partition(testSets);
  const categoryOf = new Uint16Array(classes);
  const categorySamples: (number | undefined)[] = [undefined];
  samples.forEach((byte, index) => {
    const category = (categoryOfByte[byte] ?? 0) + 1;
    categoryOf[index] = category;
    categorySamples[category] ??= byte;
  });
  return { classes, classOf, samples, categories: categorySamples.length, categoryOf, categorySamples };
}

/** Numbers the blocks of bytes that the sets do not tell apart, in the order of their first bytes. */
function partition(sets: readonly ByteSet[]): Uint8Array {
  let blocks = new Uint8Array(256);
  for (const set of sets) {
    const numbers = new Map<number, number>();
    const finer = new Uint8Array(256);
    for (let byte = 0; byte < 256; byte++) {
      const key = (blocks[byte] ?? 0) * 2 + (set.has(byte) ? 1 : 0);
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      finer[byte] = number;
    }
    blocks = finer;
  }
  return blocks;
}
