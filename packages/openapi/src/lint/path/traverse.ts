import { type Data, type DataObject, isContainer, type Key } from '../document/data.ts';
import { evaluate } from './evaluate.ts';
import type { Visited } from './filter/filter.ts';
import type { JsonPath } from './json-path.ts';
import { selects } from './select.ts';
import { type State, type StateSet, StateSets } from './state-set.ts';

/** A place that a path chose. `path` may be asked for while the listener runs, not later. */
export interface Found {
  /** The value, or its name where the path asks for names. */
  readonly value: Data;
  path(): Key[];
}

export interface Listener {
  readonly path: JsonPath;
  found(place: Found): void;
}

/** Whether the step from a value to what stands at one of its keys follows a reference. */
export type Crossing = (container: DataObject | Data[], key: Key) => boolean;

/** Levels that are looked at. References can nest values deeper than any file is. */
const DEEPEST = 1000;

/**
 * Evaluates many paths in one pass over a document. Of a value that is reached in several ways (references share it) each path looks at the
 * inside once: with `Listener.found` a place is told in one of the ways that lead there. Takes time linear in the size of the document times
 * the steps of the paths, not in the number of ways. With `crosses`, ways that follow a reference and ways that do not are told apart, and
 * both are gone. Returns false where parts were nested too deeply and left out.
 */
export function traverse(root: Data, listeners: readonly Listener[], crosses?: Crossing): boolean {
  return new Traversal(root, listeners, crosses).run();
}

class Traversal {
  readonly #root: Data;
  readonly #listeners: readonly Listener[];
  readonly #keys: Key[] = [];
  readonly #containers: (DataObject | Data[])[] = [];
  readonly #crosses: Crossing | undefined;
  readonly #done = new Map<object, StateSet>();
  readonly #doneAcross = new Map<object, StateSet>();
  /** Where a filter looks at how a value's parent was reached, the key that led there counts too. */
  readonly #doneByWay = new Map<object, Map<string, StateSet>>();
  /** Places from which the rest of a path has been followed: many children lead up to one. */
  readonly #followed = new Set<string>();
  readonly #looksUp: boolean;
  readonly #visited: MutableVisited;
  #complete = true;

  constructor(root: Data, listeners: readonly Listener[], crosses: Crossing | undefined) {
    this.#root = root;
    this.#crosses = crosses;
    this.#listeners = listeners;
    this.#looksUp = listeners.some(({ path }) => path.steps.some((step) => step.kind === 'filter' && step.filter.looksUp));
    const path = (): readonly Key[] => [...this.#keys];
    this.#visited = { value: null, key: 0, parent: null, parentKey: undefined, root, path };
  }

  run(): boolean {
    const states: State[] = [];
    let firstId = 0;
    for (const [pathIndex, listener] of this.#listeners.entries()) {
      const first = statesOf(listener.path, pathIndex, firstId);
      if (first) states.push(first);
      firstId += listener.path.steps.length + 1;
      if (listener.path.steps.length === 0) this.#tell(pathIndex, this.#root);
      if (listener.path.containers) this.#tell(pathIndex, this.#root);
    }
    if (isContainer(this.#root)) this.#inside(this.#root, new StateSets().of(states), false);
    return this.#complete;
  }

  #inside(container: DataObject | Data[], wanted: StateSet, crossed: boolean): void {
    const states = this.#notYetDone(container, wanted, crossed);
    if (states.isEmpty) return;
    if (this.#keys.length >= DEEPEST) {
      this.#complete = false;
      return;
    }
    this.#containers.push(container);
    const parentKey = this.#keys.at(-1);
    if (Array.isArray(container)) {
      for (const [index, item] of container.entries()) this.#child(container, index, item, states, parentKey, crossed);
    } else for (const name of Object.keys(container)) this.#child(container, name, container[name] ?? null, states, parentKey, crossed);
    this.#containers.pop();
  }

  #child(container: DataObject | Data[], key: Key, value: Data, states: StateSet, parentKey: Key | undefined, crossed: boolean): void {
    this.#keys.push(key);
    const { next, ended } = states.to(typeof key === 'string' ? key : String(key));
    for (const pathIndex of ended) this.#tell(pathIndex, value);
    let following = next;
    const holds = isContainer(value);
    for (const state of states.asking) {
      if (!this.#chooses(state, container, key, value, holds, parentKey)) continue;
      if (state.next) following = following.with(state.next);
      else this.#tell(state.pathIndex, value);
    }
    if (holds) this.#inside(value, following, crossed || (this.#crosses?.(container, key) ?? false));
    this.#keys.pop();
  }

  #chooses(state: State, parent: Data, key: Key, value: Data, holds: boolean, parentKey: Key | undefined): boolean {
    const { step } = state;
    if (step.kind === 'filter' && step.filter.needsContainer && !holds) return false;
    const visited = this.#visited;
    visited.value = value;
    visited.key = key;
    visited.parent = parent;
    visited.parentKey = parentKey;
    return selects(step, visited);
  }

  #notYetDone(container: object, wanted: StateSet, crossed: boolean): StateSet {
    if (!this.#looksUp) return narrow(crossed ? this.#doneAcross : this.#done, container, wanted);
    const way = `${crossed ? '+' : '-'}${this.#keys.at(-1) ?? ''}`;
    const byWay = this.#doneByWay.get(container) ?? new Map<string, StateSet>();
    this.#doneByWay.set(container, byWay);
    return narrow(byWay, way, wanted);
  }

  #tell(pathIndex: number, value: Data): void {
    const listener = this.#listeners[pathIndex];
    if (!listener) return;
    const { parents, keyed, then } = listener.path;
    if (parents > this.#keys.length) return;
    const path = (): Key[] => this.#keys.slice(0, this.#keys.length - parents);
    const reached = parents === 0 ? value : (this.#containers.at(-parents) ?? this.#root);
    if (then) {
      const base = path();
      const place = JSON.stringify([pathIndex, ...base]);
      if (this.#followed.has(place)) return;
      this.#followed.add(place);
      for (const match of evaluate(then, reached)) listener.found({ value: match.value, path: () => [...base, ...match.path] });
    } else listener.found({ value: keyed ? (path().at(-1) ?? reached) : reached, path });
  }
}

/** What of some states is new at a place, which then has them all. */
function narrow<Place>(known: Map<Place, StateSet>, place: Place, wanted: StateSet): StateSet {
  const done = known.get(place);
  known.set(place, done ? done.union(wanted) : wanted);
  return done ? wanted.without(done) : wanted;
}

interface MutableVisited extends Visited {
  value: Data;
  key: Key;
  parent: Data;
  parentKey: Key | undefined;
}

/** The first state of a path; undefined where it has no steps. */
function statesOf(path: JsonPath, pathIndex: number, firstId: number): State | undefined {
  const steps = path.containers ? [{ deep: true, kind: 'filter' as const, filter: IS_CONTAINER }] : path.steps;
  return steps.reduceRight<State | undefined>((next, step, index) => ({ id: firstId + index, step, next, pathIndex }), undefined);
}

const IS_CONTAINER = { test: () => true, needsContainer: true, looksUp: false };
