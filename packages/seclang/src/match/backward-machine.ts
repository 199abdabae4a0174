import type { BackwardProgram } from './backward-program.ts';
import { OP } from './instructions.ts';
import { PikeMachine } from './pike.ts';
import { buildProgram } from './program.ts';
import { categoryAt, classAt } from './value.ts';

/** The part of a value to look at, and the text a group is bound to. Bounds are offsets, the ends not included. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly bound?: { readonly group: number; readonly start: number; readonly end: number };
}

/** Where the preferred match begins and ends; `alive` tells, by (position − from) × size + instruction, what leads on to a match. */
export interface BackwardMatch {
  readonly start: number;
  readonly end: number;
  readonly alive: Uint8Array;
}

/**
 * Matches from the end of a value to its beginning: for each position, from the last to the first, it computes for each instruction where
 * the preferred match from there ends. What lies ahead is thus known when a look-ahead, an atomic group or a reference asks for it. Exact,
 * and linear in value × program, with no state kept between values.
 */
export class BackwardMachine {
  steps = 0;
  readonly #compiled: BackwardProgram;
  readonly #behinds: readonly PikeMachine[];
  #here: Int32Array;
  #ahead: Int32Array;

  constructor(compiled: BackwardProgram) {
    this.#compiled = compiled;
    this.#behinds = compiled.behinds.map((node) => new PikeMachine(buildProgram(node)));
    this.#here = new Int32Array(compiled.program.size);
    this.#ahead = new Int32Array(compiled.program.size);
  }

  /** For each look-behind, a table of the positions where it finds something. */
  lookBehind(value: string): readonly Uint8Array[] {
    return this.#behinds.map((machine) => {
      const before = machine.steps;
      const ends = machine.ends(value);
      this.steps += machine.steps - before;
      return ends;
    });
  }

  /** The preferred match that begins first within the extent. With `keep`, what leads on to a match is noted. */
  run(value: string, extent: Extent, behinds: readonly Uint8Array[], keep = false): BackwardMatch | undefined {
    const { program } = this.#compiled;
    const { from, to } = extent;
    const alive = new Uint8Array(keep ? (to - from + 1) * program.size : 0);
    const later = new Map<number, Int32Array>();
    this.#ahead.fill(-1);
    let start = -1;
    let end = -1;
    for (let position = to; position >= from; position--) {
      const here = this.#column(value, position, extent, behinds, later);
      if (keep) here.forEach((result, at) => (alive[(position - from) * program.size + at] = result >= 0 ? 1 : 0));
      if ((here[program.start] as number) >= 0) {
        start = position;
        end = here[program.start] as number;
      }
      this.#here = this.#ahead;
      this.#ahead = here;
    }
    return start < 0 ? undefined : { start, end, alive };
  }

  /** Computes for each instruction where the preferred match from `position` ends, -1 for nowhere. */
  #column(value: string, position: number, extent: Extent, behinds: readonly Uint8Array[], later: Map<number, Int32Array>): Int32Array {
    const { program, order } = this.#compiled;
    const { op, x, y, accepts, holds, alphabet } = program;
    const { classes, categories } = alphabet;
    const here = this.#here;
    const ahead = this.#ahead;
    const column = position < extent.to ? classAt(alphabet, value, position) : -1;
    const previous = categoryAt(alphabet, value, position - 1);
    const next = categoryAt(alphabet, value, position);
    this.steps += order.length;
    for (let index = 0; index < order.length; index++) {
      const at = order[index] as number;
      const on = x[at] as number;
      const operand = y[at] as number;
      switch (op[at]) {
        case OP.byte:
          here[at] = column >= 0 && accepts[operand * classes + column] === 1 ? (ahead[on] as number) : -1;
          break;
        case OP.split:
          here[at] = (here[on] as number) >= 0 ? (here[on] as number) : (here[operand] as number);
          break;
        case OP.test:
          here[at] = holds[(operand * categories + previous) * categories + next] === 1 ? (here[on] as number) : -1;
          break;
        default:
          here[at] = this.#special(at, value, position, extent, behinds, later);
      }
    }
    return here;
  }

  #special(
    at: number,
    value: string,
    position: number,
    extent: Extent,
    behinds: readonly Uint8Array[],
    later: Map<number, Int32Array>,
  ): number {
    const { program, flag } = this.#compiled;
    const here = this.#here;
    const on = here[program.x[at] as number] as number;
    const operand = program.y[at] as number;
    switch (program.op[at]) {
      case OP.save:
        return mayPass(operand, position, extent) ? on : -1;
      case OP.match:
        return position;
      case OP.look:
        return (here[operand] as number) >= 0 === (flag[at] === 0) ? on : -1;
      case OP.behind:
        return (behinds[operand]?.[position] === 1) === (flag[at] === 0) ? on : -1;
      case OP.atomic:
        return goOn(later, at, extent, position, on, here[operand] as number);
      default: {
        const ends = referenceEnd(value, position, operand, flag[at] === 1, extent);
        this.steps += Math.max(0, ends - position);
        return goOn(later, at, extent, position, on, ends);
      }
    }
  }
}

/** Notes how it goes on behind an instruction from here, and yields how it goes on from `target`, a later position or -1. */
function goOn(later: Map<number, Int32Array>, at: number, { from, to }: Extent, position: number, onward: number, target: number): number {
  let notes = later.get(at);
  if (notes === undefined) {
    notes = new Int32Array(to - from + 1).fill(-1);
    later.set(at, notes);
  }
  notes[position - from] = onward;
  return target < 0 || target > to ? -1 : (notes[target - from] as number);
}

/** Whether a group may open (even slots) or close (odd slots) here, which a bound group does only at its own ends. */
function mayPass(slot: number, position: number, { bound }: Extent): boolean {
  if (bound === undefined || slot >> 1 !== bound.group) return true;
  return position === ((slot & 1) === 0 ? bound.start : bound.end);
}

function referenceEnd(value: string, position: number, group: number, caseInsensitive: boolean, { bound }: Extent): number {
  if (bound === undefined || bound.group !== group) return -1;
  for (let index = bound.start; index < bound.end; index++) {
    const one = value.charCodeAt(index);
    const other = value.charCodeAt(position + index - bound.start);
    if (one !== other && !(caseInsensitive && sameLetter(one, other))) return -1;
  }
  return position + bound.end - bound.start;
}

function sameLetter(one: number, other: number): boolean {
  const letter = one | 0x20;
  return (one ^ other) === 0x20 && letter >= 0x61 && letter <= 0x7a;
}
