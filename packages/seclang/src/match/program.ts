import { type Alphabet, buildAlphabet } from './alphabet.ts';
import type { ByteSet } from './byte-set.ts';
import { OP } from './instructions.ts';
import { ProgramEmitter } from './program-emitter.ts';
import type { Node } from './syntax-tree.ts';

/** A compiled pattern: a Thompson automaton over classes of bytes, with preferences. */
export interface Program {
  readonly op: Uint8Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly size: number;
  readonly start: number;
  readonly alphabet: Alphabet;
  /** 1 at `set * classes + class` when the set has the class. */
  readonly accepts: Uint8Array;
  /** 1 at `(test * categories + previous) * categories + next` when the test holds, in the direction of scanning. */
  readonly holds: Uint8Array;
  /** Two for the whole match and two for each group. */
  readonly slots: number;
}

export interface ProgramOptions {
  /** Matches the texts of the pattern read from their ends. */
  readonly reverse?: boolean;
  /** How many groups to note; none by default. */
  readonly groups?: number;
}

/** A tree without `atomic`, `reference` and look-around at more than one byte, as a program. Throws `Error` when it grows too large. */
export function buildProgram(root: Node, options: ProgramOptions = {}): Program {
  const { reverse = false, groups = 0 } = options;
  const emitter = new ProgramEmitter({ reverse, captures: groups > 0 });
  const start = emitter.emit(root, emitter.add(OP.match, 0, 0));
  return finishProgram(emitter, start, reverse, 2 + 2 * groups);
}

/** The tables of what an emitter has gathered. */
export function finishProgram(emitter: ProgramEmitter, start: number, reverse: boolean, slots: number): Program {
  const { sets, tests } = emitter;
  const alphabet = buildAlphabet(sets, tests);
  const { categories, categorySamples } = alphabet;
  const holds = new Uint8Array(tests.length * categories * categories);
  tests.forEach((test, index) => {
    categorySamples.forEach((previous, row) => {
      categorySamples.forEach((next, column) => {
        const held = reverse ? test.holds(next, previous) : test.holds(previous, next);
        holds[(index * categories + row) * categories + column] = held ? 1 : 0;
      });
    });
  });
  const { op, x, y, size } = emitter.tables();
  return { op, x, y, size, start, alphabet, accepts: acceptance(sets, alphabet), holds, slots };
}

function acceptance(sets: readonly ByteSet[], { classes, samples }: Alphabet): Uint8Array {
  const accepts = new Uint8Array(sets.length * classes);
  sets.forEach((set, index) => {
    samples.forEach((byte, column) => {
      if (set.has(byte)) accepts[index * classes + column] = 1;
    });
  });
  return accepts;
}
