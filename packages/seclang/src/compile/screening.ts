import { AhoCorasick } from '../match/aho-corasick.ts';
import { parsePattern } from '../match/parse-pattern.ts';
import { plainRequirements, type Requirements, requirements } from '../match/requirements.ts';
import type { OperatorContext } from '../operators/operator.ts';
import { phrasesOf } from '../operators/phrases.ts';
import { phrasesOfFiles } from '../operators/pm-from-file.ts';
import { LISTS_A_WORD, type Lists, type LiteralScanner, type Screen } from '../variables/screen.ts';

/** What no value has. */
const NEVER: Requirements = { minBytes: 2 ** 31 - 1, literals: [], classes: [] };

const TELLING_BYTES = 3;
/** So many bytes of a literal are looked for: more would tell little more, and make the automaton larger. */
const ENOUGH_BYTES = 8;

/**
 * Gathers what the values of all patterns of a rule set must have, so that one pass over a value tells which patterns can match it at all. A
 * value that a screen excludes need not be shown to the operator; one that it lets pass may match or not.
 */
export class Screening {
  readonly #lists = new Map<string, number>();
  readonly #literals = new Map<string, Set<number>>();

  /** The screen of an operator; undefined for operators that need none. */
  screen(operator: string, argument: string, context: OperatorContext): Screen | undefined {
    if (operator === 'rx') {
      const pattern = parsePattern(argument, { multiline: context.multiline });
      const required = requirements(pattern);
      const plain = isTelling(required) ? required : (plainRequirements(pattern) ?? NEVER);
      return this.#of(required, plain);
    }
    if (operator === 'pm') return this.#phrases(phrasesOf(argument));
    if (operator === 'pmFromFile' || operator === 'pmf') return this.#phrases(phrasesOfFiles(argument, context));
    return undefined;
  }

  /** Finds in one pass which of the lists a value has a literal of. */
  scanner(): LiteralScanner {
    const literals = [...this.#literals.keys()];
    const listsOf = literals.map((literal) => Int32Array.from(marks(this.#literals.get(literal) ?? [])));
    const automaton = new AhoCorasick(literals);
    const none: Lists = Array.from({ length: Math.ceil(this.#lists.size / LISTS_A_WORD) }, () => 0);
    const found = new Int32Array(literals.length);
    const seen = new Uint8Array(literals.length);
    return (text) => {
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
  }

  #phrases(phrases: readonly string[]): Screen {
    const lower = phrases.map((phrase) => phrase.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
    const required = { minBytes: Math.min(...lower.map(({ length }) => length)), literals: [lower], classes: [] };
    return this.#of(required, required);
  }

  #of(required: Requirements, plain: Requirements): Screen {
    const conditions = this.#conditions(required);
    return Int32Array.of(1 + conditions.length, ...conditions, ...this.#conditions(plain));
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

/** Whether few values without the bytes of `UNCOMMON` have what is asked for, so that nothing more telling is worth looking for. */
function isTelling({ literals: [best = []] }: Requirements): boolean {
  return best.length > 0 && best.every(({ length }) => length >= TELLING_BYTES);
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
