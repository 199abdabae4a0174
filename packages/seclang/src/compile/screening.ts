import { AhoCorasick } from '../match/aho-corasick.ts';
import { parsePattern } from '../match/parse-pattern.ts';
import { type Requirements, requirements } from '../match/requirements.ts';
import type { OperatorContext } from '../operators/operator.ts';
import { phrasesOf } from '../operators/phrases.ts';
import { phrasesOfFiles } from '../operators/pm-from-file.ts';
import type { LiteralScanner, Screen } from '../variables/screen.ts';

/**
 * Gathers what the values of all patterns of a rule set must have, so that one pass over a value tells which patterns can match it at all. A
 * value that a screen excludes need not be shown to the operator; one that it lets pass may match or not.
 */
export class Screening {
  readonly #lists = new Map<string, number>();
  readonly #literals = new Map<string, Set<number>>();

  /** The screen of an operator; undefined for operators that need none. */
  screen(operator: string, argument: string, context: OperatorContext): Screen | undefined {
    if (operator === 'rx') return this.#of(requirements(parsePattern(argument, { multiline: context.multiline })));
    if (operator === 'pm') return this.#phrases(phrasesOf(argument));
    if (operator === 'pmFromFile' || operator === 'pmf') return this.#phrases(phrasesOfFiles(argument, context));
    return undefined;
  }

  /** Finds in one pass which of the lists a value has a literal of. */
  scanner(): LiteralScanner {
    const literals = [...this.#literals.keys()];
    const listsOf = literals.map((literal) => Int32Array.from(this.#literals.get(literal) ?? []));
    const automaton = new AhoCorasick(literals);
    const words = (this.#lists.size >> 5) + 1;
    const found = new Int32Array(literals.length);
    const seen = new Uint8Array(literals.length);
    const none = new Uint32Array(words);
    return (text) => {
      const count = automaton.scanInto(text, found, seen);
      if (count === 0) return none;
      const lists = new Uint32Array(words);
      for (let index = 0; index < count; index++) {
        const literal = found[index] as number;
        seen[literal] = 0;
        const mentioned = listsOf[literal] as Int32Array;
        for (let place = 0; place < mentioned.length; place++) {
          const list = mentioned[place] as number;
          lists[list >> 5] = (lists[list >> 5] as number) | (1 << (list & 31));
        }
      }
      return lists;
    };
  }

  #phrases(phrases: readonly string[]): Screen {
    const lower = phrases.map((phrase) => phrase.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
    return this.#of({ minBytes: Math.min(...lower.map(({ length }) => length)), literals: [lower], classes: [] });
  }

  #of({ minBytes, literals, classes }: Requirements): Screen {
    const lists = literals.filter((list) => !list.includes('')).map((list) => this.#list(list));
    return Int32Array.of(minBytes, classes.length, ...classes, lists.length, ...lists);
  }

  #list(literals: readonly string[]): number {
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
