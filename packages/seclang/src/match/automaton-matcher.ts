import { LazyDfa, SPENT } from './lazy-dfa.ts';
import type { Matcher, Span } from './matcher-interface.ts';
import { PikeMachine } from './pike.ts';
import { buildProgram, type Program } from './program.ts';
import type { Node } from './syntax-tree.ts';

/** Bounds of the automata of one pattern. */
export interface AutomatonOptions {
  /** Room for the states of one automaton. */
  readonly cacheBytes: number;
  /** States a scan may build beyond one for each four bytes of the value; after that it goes on without building any. */
  readonly stateBudget: number;
}

const DEFAULTS: AutomatonOptions = { cacheBytes: 262_144, stateBudget: 1_024 };

/** Runs a regular pattern: by states built lazily, and by simulation where those would grow too many. Each machine is made when needed. */
export class AutomatonMatcher implements Matcher {
  readonly #root: Node;
  readonly #groups: number;
  readonly #bounds: AutomatonOptions;
  readonly #program: Program;
  readonly #any: LazyDfa;
  #first: LazyDfa | undefined;
  #reverse: LazyDfa | undefined;
  #pike: PikeMachine | undefined;
  #noting: { readonly program: Program; readonly machine: PikeMachine } | undefined;

  constructor(root: Node, groups: number, options: Partial<AutomatonOptions>) {
    this.#root = root;
    this.#groups = groups;
    this.#bounds = { ...DEFAULTS, ...options };
    this.#program = buildProgram(root);
    this.#any = new LazyDfa(this.#program, { ...this.#bounds, ordered: false, anchored: false });
  }

  get steps(): number {
    const machines = [this.#any, this.#first, this.#reverse, this.#pike, this.#noting?.machine];
    return machines.reduce((sum, machine) => sum + (machine?.steps ?? 0), 0);
  }

  test(value: string): boolean {
    const answer = this.#any.test(value);
    return answer === SPENT ? this.#simulation().search(value, 0, false, 0) !== undefined : answer === 1;
  }

  find(value: string): Span | undefined {
    this.#first ??= new LazyDfa(this.#program, { ...this.#bounds, ordered: true, anchored: false });
    const end = this.#first.lastEnd(value, 0);
    if (end === -1) return undefined;
    const start = end === SPENT ? SPENT : this.#reversed().firstStart(value, end);
    if (start !== SPENT) return { start, end };
    const slots = this.#simulation().search(value, 0, false, 2);
    return slots === undefined ? undefined : { start: slots[0] ?? 0, end: slots[1] ?? 0 };
  }

  captures(value: string): readonly (string | undefined)[] | undefined {
    const span = this.find(value);
    if (span === undefined) return undefined;
    if (this.#groups === 0) return [value.slice(span.start, span.end)];
    const { program, machine } = this.#withGroups();
    const slots = machine.search(value, span.start, true, program.slots) ?? new Int32Array();
    return Array.from({ length: this.#groups + 1 }, (_, group) => {
      const [start = -1, end = -1] = slots.subarray(2 * group, 2 * group + 2);
      return start < 0 || end < 0 ? undefined : value.slice(start, end);
    });
  }

  #simulation(): PikeMachine {
    this.#pike ??= new PikeMachine(this.#program);
    return this.#pike;
  }

  #reversed(): LazyDfa {
    this.#reverse ??= new LazyDfa(buildProgram(this.#root, { reverse: true }), { ...this.#bounds, ordered: false, anchored: true });
    return this.#reverse;
  }

  #withGroups(): { readonly program: Program; readonly machine: PikeMachine } {
    if (this.#noting === undefined) {
      const program = buildProgram(this.#root, { groups: this.#groups });
      this.#noting = { program, machine: new PikeMachine(program) };
    }
    return this.#noting;
  }
}
