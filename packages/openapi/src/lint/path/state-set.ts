import type { Step } from './json-path.ts';

/** A step that a path has still to take. */
export interface State {
  readonly id: number;
  readonly step: Step;
  /** The state after this step; undefined where the path ends with it. */
  readonly next: State | undefined;
  /** Of the path, in the order of the paths that are evaluated together. */
  readonly pathIndex: number;
}

/** What a step to a child leads to where only its name matters. */
export interface Transition {
  readonly next: StateSet;
  /** Paths that end with the child. */
  readonly ended: readonly number[];
}

/**
 * The states of all paths at a place in the document. Equal sets are one object, and where a name leads from a set is found once: a lazy
 * deterministic automaton. Only filters and slices have to be asked for each value.
 */
export class StateSet {
  readonly states: readonly State[];
  /** States whose step depends on more than the name. */
  readonly asking: readonly State[];
  readonly #family: StateSets;
  readonly #names: ReadonlySet<string>;
  readonly #transitions = new Map<string, Transition>();
  readonly #with = new Map<State, StateSet>();
  readonly #without = new Map<StateSet, StateSet>();
  #elsewhere: Transition | undefined;

  constructor(family: StateSets, states: readonly State[]) {
    this.#family = family;
    this.states = states;
    this.asking = states.filter(({ step }) => step.kind === 'filter' || step.kind === 'slice');
    this.#names = new Set(states.flatMap(({ step }) => (step.kind === 'names' ? [...step.names] : [])));
  }

  get isEmpty(): boolean {
    return this.states.length === 0;
  }

  to(name: string): Transition {
    if (!this.#names.has(name)) {
      this.#elsewhere ??= this.#transition(undefined);
      return this.#elsewhere;
    }
    let transition = this.#transitions.get(name);
    if (!transition) {
      transition = this.#transition(name);
      this.#transitions.set(name, transition);
    }
    return transition;
  }

  with(state: State): StateSet {
    let wider = this.#with.get(state);
    if (!wider) {
      wider = this.states.includes(state) ? this : this.#family.of([...this.states, state]);
      this.#with.set(state, wider);
    }
    return wider;
  }

  union(other: StateSet): StateSet {
    return other.states.reduce<StateSet>((set, state) => set.with(state), this);
  }

  without(other: StateSet): StateSet {
    let narrower = this.#without.get(other);
    if (!narrower) {
      const gone = new Set(other.states);
      narrower = this.#family.of(this.states.filter((state) => !gone.has(state)));
      this.#without.set(other, narrower);
    }
    return narrower;
  }

  #transition(name: string | undefined): Transition {
    const next: State[] = [];
    const ended: number[] = [];
    for (const state of this.states) {
      const { step } = state;
      if (step.deep) next.push(state);
      const matches = step.kind === 'any' || (step.kind === 'names' && name !== undefined && step.names.has(name));
      if (!matches) continue;
      if (state.next) next.push(state.next);
      else ended.push(state.pathIndex);
    }
    return { next: this.#family.of(next), ended };
  }
}

/** All sets that came up in one traversal. */
export class StateSets {
  readonly #sets = new Map<string, StateSet>();

  of(states: readonly State[]): StateSet {
    const sorted = [...new Set(states)].sort((one, other) => one.id - other.id);
    const key = sorted.map(({ id }) => id).join();
    let set = this.#sets.get(key);
    if (!set) {
      set = new StateSet(this, sorted);
      this.#sets.set(key, set);
    }
    return set;
  }
}
