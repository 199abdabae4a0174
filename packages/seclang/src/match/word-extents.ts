import type { Extent } from './backward-machine.ts';
import { WORD } from './byte-set.ts';
import type { WordReference } from './word-reference.ts';

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * For each word of a value, in order: the group bound to it, and the part of the value that a match with it can reach. Each byte lies in at
 * most `wordsBefore + wordsAfter + 2` of these parts.
 */
export function* wordExtents(value: string, reference: WordReference): Generator<Extent> {
  const { group, wordsBefore, wordsAfter } = reference;
  const words = wordsOf(value);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    const from = words[index - wordsBefore - 1]?.end ?? 0;
    const to = words[index + wordsAfter + 1]?.start ?? value.length;
    yield { from, to, bound: { group, start: word.start, end: word.end } };
  }
}

function wordsOf(value: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  for (let index = 0; index <= value.length; index++) {
    const inWord = index < value.length && WORD.has(value.charCodeAt(index) & 0xff);
    if (inWord && start < 0) start = index;
    if (inWord || start < 0) continue;
    words.push({ start, end: index });
    start = -1;
  }
  return words;
}
