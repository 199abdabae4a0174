import { ClockMap, LOOK_AT_LENGTH } from '../clock-map.ts';

/** Number of what is not known yet: nothing is learned of it. */
export const UNKNOWN = 0;
/** Number of all together. */
export const SHARED = 1;
const NAME_OF_SHARED = '*';
/** What was asked for that often is worth keeping. */
const WORTH_KEEPING = 5;
/** So many scopes of an operation are told apart. */
export const SCOPES_OF_OPERATION = 3;
/** More cannot be saved: those of as many operations as the configuration allows, and these two. */
export const MOST_SCOPES = SCOPES_OF_OPERATION * 100_000 + 2;

interface Scope {
  readonly index: number;
  /** How often it was asked for. */
  times: number;
}

/** Names as they are saved: in order, and which of them a number stands for; that of nothing where its name was forgotten. */
export interface SavedNames {
  readonly all: readonly string[];
  readonly place: (index: number) => number;
}

/**
 * Names of what is compared with each other, as numbers: an API, an operation, a class of callers. Bounded: a name that is not asked for makes room for another one, of which the number is another: whoever has
 * kept the number of a forgotten one can tell.
 */
export class ScopeNames {
  readonly #scopes: ClockMap<Scope, string>;
  readonly #names = new Map<number, string>();
  readonly #onForgotten: ((index: number) => void)[] = [];
  #next = SHARED + 1;
  #saved: SavedNames | undefined;
  #hasForgotten = false;

  constructor(most: number) {
    this.#scopes = new ClockMap(most, ({ times }) => times >= WORTH_KEEPING, {
      mostLooks: LOOK_AT_LENGTH,
      onRemoved: ({ index }) => this.#forget(index),
    });
  }

  index(name: string): number {
    if (name === NAME_OF_SHARED) return SHARED;
    if (name === '') return UNKNOWN;
    const known = this.#scopes.get(name);
    if (known !== undefined) {
      known.times++;
      return known.index;
    }
    const index = this.#next++;
    this.#scopes.set(name, { index, times: 1 });
    this.#names.set(index, name);
    this.#saved = undefined;
    return index;
  }

  /** The number of a name that is there; that of nothing else. */
  known(name: string): number {
    return name === NAME_OF_SHARED ? SHARED : (this.#scopes.peek(name)?.index ?? UNKNOWN);
  }

  /** Whether the name of a number was forgotten. */
  isForgotten(index: number): boolean {
    return this.#hasForgotten && index > SHARED && !this.#names.has(index);
  }

  /** Told of each number whose name is forgotten. */
  onForgotten(tell: (index: number) => void): void {
    this.#onForgotten.push(tell);
  }

  /** Names and their numbers. */
  *entries(): Generator<readonly [name: string, index: number]> {
    yield [NAME_OF_SHARED, SHARED];
    for (const [index, name] of this.#names) yield [name, index];
  }

  /** The same until there is another name. */
  saved(): SavedNames {
    if (this.#saved !== undefined) return this.#saved;
    const all = ['', NAME_OF_SHARED, ...this.#names.values()];
    const places = new Map([...this.#names.keys()].map((index, at) => [index, SHARED + 1 + at]));
    this.#saved = { all, place: (index) => (index <= SHARED ? index : (places.get(index) ?? UNKNOWN)) };
    return this.#saved;
  }

  #forget(index: number): void {
    this.#hasForgotten = true;
    this.#names.delete(index);
    this.#saved = undefined;
    for (const tell of this.#onForgotten) tell(index);
  }
}
