/** Number of what is not known yet: nothing is learned of it. */
export const UNKNOWN = 0;
/** Number of all together, and of those for whom there was no room. */
export const SHARED = 1;
const NAME_OF_SHARED = '*';
/** So many scopes of an operation are told apart. */
export const SCOPES_OF_OPERATION = 3;
/** More cannot be saved: those of as many operations as the configuration allows, and these two. */
export const MOST_SCOPES = SCOPES_OF_OPERATION * 100_000 + 2;

/** Names of what is compared with each other, as numbers: an API, an operation, a class of callers. Bounded. */
export class ScopeNames {
  readonly #most: number;
  readonly #indexes = new Map<string, number>();
  readonly #names: string[] = [];

  constructor(most: number) {
    this.#most = most;
    for (const name of ['', NAME_OF_SHARED]) this.index(name);
  }

  index(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    if (this.#names.length >= this.#most + SHARED) return SHARED;
    this.#indexes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The number of a name that is there; that of nothing else. */
  known(name: string): number {
    return this.#indexes.get(name) ?? UNKNOWN;
  }

  /** By number. */
  get all(): readonly string[] {
    return this.#names;
  }
}
