import { AhoCorasick } from '../match/aho-corasick.ts';
import { compileMatcher, type Span } from '../match/matcher.ts';

/** A pattern as the operators use it. */
export interface SearchPattern {
  /** The first match at or behind an offset; anchors and word boundaries see the value as if it began there. */
  find(value: string, from: number): Span | undefined;
  /** The first match at or behind an offset, read in the same way, and its first nine groups; '' for one that took no part. */
  captures(value: string, from: number): string[] | undefined;
}

const MOST_CAPTURES = 10;

/** Reads a pattern in the flavour of PCRE. Throws an Error that says what is wrong with it. */
export function compilePattern(source: string, multiline: boolean): SearchPattern {
  const matcher = compileMatcher(source, { multiline });
  return {
    find: (value, from) => {
      const span = matcher.find(from === 0 ? value : value.slice(from));
      return span && { start: span.start + from, end: span.end + from };
    },
    captures: (value, from) => {
      const text = from === 0 ? value : value.slice(from);
      if (!matcher.test(text)) return undefined;
      return matcher
        .captures(text)
        ?.slice(0, MOST_CAPTURES)
        .map((capture) => capture ?? '');
    },
  };
}

/** A function that finds the phrase which ends first in a value, in any case of ASCII letters. */
export function compilePhrases(phrases: readonly string[]): (value: string) => string | undefined {
  const automaton = new AhoCorasick(phrases);
  return (value) => {
    let first: string | undefined;
    automaton.scan(value, (phrase) => {
      first ??= phrases[phrase];
    });
    return first;
  };
}
