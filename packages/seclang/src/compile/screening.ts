import { AhoCorasick } from '../match/aho-corasick.ts';
import type { Requirements } from '../match/requirements.ts';
import type { Needs } from '../operators/needs.ts';
import { LISTS_A_WORD, type Lists, type LiteralScanner, type Screen } from '../variables/screen.ts';

/** So many bytes of a literal are looked for: more would tell little more, and make the automaton larger. */
const ENOUGH_BYTES = 8;

/**
 * Gathers what the values of all operators of a rule set must have, so that one pass over a value tells which can match it at all. A
 * value that a screen excludes need not be shown to the operator; one that it lets pass may match or not.
 */
export class Screening {
  readonly #lists = new Map<string, number>();
  readonly #literals = new Map<string, Set<number>>();

  screen({ any, plain }: Needs): Screen {
    const conditions = this.#conditions(any);
    return Int32Array.of(1 + conditions.length, ...conditions, ...this.#conditions(plain));
  }

  /** Finds in one pass which of the lists a value has a literal of. */
  scanner(): LiteralScanner {
    const literals = [...this.#literals.keys()];
    const listsOf = literals.map((literal) => Int32Array.from(marks(this.#literals.get(literal) ?? [])));
    const automaton = new AhoCorasick(literals);
    const none: Lists = Array.from({ length: Math.ceil(this.#lists.size / LISTS_A_WORD) }, () => 0);
    const found = new Int32Array(literals.length);
    const seen = new Uint8Array(literals.length);
    const scan = (text: string): Lists => {
      const count = automaton.scanInto(text, found, seen);
      if (count === 0) return none;
      const lists = none.slice();
      for (let index = 0; index < count; index++) {
        const literal = found[index] as number;
        seen[literal] = 0;
        const mentioned = listsOf[literal] as Int32Array;
        for (let at = 0; at < mentioned.length; at += 2) {
          const word = mentioned[at] as number;
          lists[word] = (lists[word] as number) | (mentioned[at + 1] as number);
        }
      }
      return lists;
    };
    return Object.assign(scan, { none, all: none.map(() => (1 << LISTS_A_WORD) - 1) });
  }

  #conditions({ minBytes, literals, classes }: Requirements): number[] {
    const lists = literals.filter((list) => !list.includes('')).flatMap((list) => mark(this.#list(list)));
    return [minBytes, classes.length, ...classes, lists.length, ...lists];
  }

  #list(whole: readonly string[]): number {
    const literals = [...new Set(whole.map((text) => text.slice(0, ENOUGH_BYTES)))];
    const identity = literals.join('\n');
    const known = this.#lists.get(identity);
    if (known !== undefined) return known;
    const index = this.#lists.size;
    this.#lists.set(identity, index);
    for (const literal of literals) {
      const lists = this.#literals.get(literal) ?? new Set();
      this.#literals.set(literal, lists.add(index));
    }
    return index;
  }
}

/** Where a list stands in `Lists`: the place of its word, and its bit. */
function mark(list: number): [word: number, bit: number] {
  return [Math.floor(list / LISTS_A_WORD), 1 << (list % LISTS_A_WORD)];
}

/** The places of several lists, each word once. */
function marks(lists: Iterable<number>): number[] {
  const words = new Map<number, number>();
  for (const list of lists) {
    const [word, bit] = mark(list);
    words.set(word, (words.get(word) ?? 0) | bit);
  }
  return [...words].flat();
}
