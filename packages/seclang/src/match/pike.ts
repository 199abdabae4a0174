import { OP } from './instructions.ts';
import type { Program } from './program.ts';
import { categoryAt, classAt } from './value.ts';

/** Instructions alive at one position, in order of preference, each with its notes. */
interface Threads {
  readonly dense: Int32Array;
  readonly sparse: Int32Array;
  readonly notes: Int32Array;
  count: number;
}

/**
 * Pike's simulation: all threads of a program at once, in order of preference. Time is linear in value × program, memory in program ×
 * slots. It is the machine to fall back on where an automaton of states would grow too much, and the one that notes groups.
 */
export class PikeMachine {
  /** Instructions visited since the machine was made. */
  steps = 0;
  readonly #program: Program;
  #current: Threads;
  #next: Threads;
  #slots = -1;
  #working = new Int32Array(0);
  /** Pairs: an instruction and 0, or ~slot and the note to put back. */
  readonly #stack: number[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#current = threads(0, 0);
    this.#next = threads(0, 0);
  }

  /**
   * The preferred match that begins first, at `from` or after it (or only at `from` when `anchored`), as positions by slot; -1 stands for a
   * group that took no part. With no slots it stops at the first sign of a match.
   */
  search(value: string, from: number, anchored: boolean, slots: number): Int32Array | undefined {
    this.#prepare(slots);
    let found: Int32Array | undefined;
    for (let position = from; position <= value.length; position++) {
      if (found === undefined && (position === from || !anchored)) this.#seed(value, position);
      const current = this.#current;
      if (current.count === 0 && (found !== undefined || anchored)) return found;
      const matched = this.#advance(value, position);
      if (matched >= 0) {
        found = current.notes.slice(matched * slots, matched * slots + slots);
        if (slots === 0) return found;
        found[1] = position;
      }
    }
    return found;
  }

  /** A table with 1 at each position of the value where a match that begins anywhere ends. */
  ends(value: string): Uint8Array {
    this.#prepare(0);
    const ends = new Uint8Array(value.length + 1);
    for (let position = 0; position <= value.length; position++) {
      this.#seed(value, position);
      if (this.#advance(value, position, true) >= 0) ends[position] = 1;
    }
    return ends;
  }

  #prepare(slots: number): void {
    if (this.#slots !== slots) {
      this.#slots = slots;
      this.#current = threads(this.#program.size, slots);
      this.#next = threads(this.#program.size, slots);
      this.#working = new Int32Array(slots);
    }
    this.#current.count = 0;
  }

  #seed(value: string, position: number): void {
    this.#working.fill(-1);
    if (this.#slots > 0) this.#working[0] = position;
    this.#follow(this.#current, this.#program.start, value, position);
  }

  /** Moves the threads over the byte at `position`; yields the instruction of the preferred match, which ends less preferred threads, or -1. */
  #advance(value: string, position: number, all = false): number {
    const { op, x, y, accepts, alphabet } = this.#program;
    const { dense, notes, count } = this.#current;
    const slots = this.#slots;
    const atEnd = position >= value.length;
    const column = atEnd ? 0 : classAt(alphabet, value, position);
    const next = this.#next;
    next.count = 0;
    let matched = -1;
    for (let index = 0; index < count; index++) {
      const at = dense[index] as number;
      if (op[at] === OP.match) {
        matched = at;
        if (!all) break;
      } else if (op[at] === OP.byte && !atEnd && accepts[(y[at] as number) * alphabet.classes + column] === 1) {
        for (let slot = 0; slot < slots; slot++) this.#working[slot] = notes[at * slots + slot] as number;
        this.#follow(next, x[at] as number, value, position + 1);
      }
    }
    this.steps += count;
    this.#next = this.#current;
    this.#current = next;
    return matched;
  }

  /** Adds a thread at `start` with the working notes, and all it leads to without consuming a byte. */
  #follow(list: Threads, start: number, value: string, position: number): void {
    const { op, x, y, alphabet, holds } = this.#program;
    const { categories } = alphabet;
    const working = this.#working;
    const stack = this.#stack;
    const slots = this.#slots;
    let previous = -1;
    let following = 0;
    stack.push(start, 0);
    while (stack.length > 0) {
      const note = stack.pop() as number;
      const at = stack.pop() as number;
      if (at < 0) {
        working[~at] = note;
        continue;
      }
      const place = list.sparse[at] as number;
      if (place < list.count && list.dense[place] === at) continue;
      list.sparse[at] = list.count;
      list.dense[list.count++] = at;
      this.steps++;
      switch (op[at]) {
        case OP.split:
          stack.push(y[at] as number, 0, x[at] as number, 0);
          break;
        case OP.test:
          if (previous < 0) {
            previous = categoryAt(alphabet, value, position - 1);
            following = categoryAt(alphabet, value, position);
          }
          if (holds[((y[at] as number) * categories + previous) * categories + following] === 1) stack.push(x[at] as number, 0);
          break;
        case OP.save: {
          const slot = y[at] as number;
          if (slot < slots) {
            stack.push(~slot, working[slot] as number);
            working[slot] = position;
          }
          stack.push(x[at] as number, 0);
          break;
        }
        default:
          for (let slot = 0; slot < slots; slot++) list.notes[at * slots + slot] = working[slot] as number;
      }
    }
  }
}

function threads(size: number, slots: number): Threads {
  return { dense: new Int32Array(size), sparse: new Int32Array(size), notes: new Int32Array(size * slots), count: 0 };
}
