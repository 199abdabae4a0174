import { OP } from './instructions.ts';
import { nullable } from './nullable.ts';
import { finishProgram, type Program } from './program.ts';
import { ProgramEmitter } from './program-emitter.ts';
import type { Node } from './syntax-tree.ts';

/** A program with the instructions that look back or ahead, in an order in which each comes after those it depends on. */
export interface BackwardProgram {
  readonly program: Program;
  readonly order: Int32Array;
  /** What the look-behinds look for, by the `y` of an instruction whose `x` goes on; a sub-program of its own each. */
  readonly behinds: readonly Node[];
  /** By instruction: 1 where a look-around is negative, or a reference disregards case. */
  readonly flag: Uint8Array;
}

/** Instructions for a tree with atomic groups, look-around of any length and references. Throws `Error` where that is not possible. */
export function buildBackwardProgram(root: Node): BackwardProgram {
  const emitter = new BackwardEmitter();
  const start = emitter.emit(root, emitter.add(OP.match, 0, 0));
  const program = finishProgram(emitter, start, false, 2);
  const flag = new Uint8Array(program.size);
  for (const at of emitter.flagged) flag[at] = 1;
  return { program, order: dependencies(program), behinds: emitter.behinds, flag };
}

class BackwardEmitter extends ProgramEmitter {
  readonly behinds: Node[] = [];
  readonly flagged: number[] = [];

  constructor() {
    super({ reverse: false, captures: true });
  }

  override emit(node: Node, next: number): number {
    if (node.kind === 'repeat' && node.max === Infinity && nullable(node.node)) {
      throw new Error(
        'A part that can match nothing is repeated without limit beside look-around, atomic groups or references: give it a limit {0,n}',
      );
    }
    return super.emit(node, next);
  }

  protected override emitSpecial(node: Node, next: number): number {
    switch (node.kind) {
      case 'atomic':
        return this.add(OP.atomic, next, this.emit(node.node, this.add(OP.match, 0, 0)));
      case 'reference':
        return this.#flag(this.add(OP.reference, next, node.group), node.caseInsensitive);
      case 'look': {
        if (node.node.kind === 'byte') return super.emitSpecial(node, next);
        if (node.ahead) return this.#flag(this.add(OP.look, next, this.emit(node.node, this.add(OP.match, 0, 0))), node.negative);
        return this.#flag(this.add(OP.behind, next, this.behinds.push(node.node) - 1), node.negative);
      }
      default:
        return super.emitSpecial(node, next);
    }
  }

  #flag(at: number, set: boolean): number {
    if (set) this.flagged.push(at);
    return at;
  }
}

/** Post-order of “needs the result of, at the same position”. There are no cycles, since no loop can go round without a byte. */
function dependencies({ op, x, y, size }: Program): Int32Array {
  const order = new Int32Array(size);
  const visited = new Uint8Array(size);
  let count = 0;
  for (let root = 0; root < size; root++) {
    const stack = [root];
    while (stack.length > 0) {
      const at = stack.pop() as number;
      if (at < 0) {
        order[count++] = ~at;
        continue;
      }
      if (visited[at] === 1) continue;
      visited[at] = 1;
      stack.push(~at);
      const code = op[at];
      if (code !== OP.byte && code !== OP.match) stack.push(x[at] as number);
      if (code === OP.split || code === OP.atomic || code === OP.look) stack.push(y[at] as number);
    }
  }
  return order;
}
