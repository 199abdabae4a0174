/**
 * The members of a JSON object under the interface of a map: only its own, whatever they are called. A map would copy each of them, which costs
 * half as much as reading the JSON did, and twice the memory for as long as a token is remembered.
 */
export class ClaimSet implements ReadonlyMap<string, unknown> {
  readonly #members: Readonly<Record<string, unknown>>;

  /** `members` as `JSON.parse` returned it: nobody else may change it. */
  constructor(members: object) {
    this.#members = members as Readonly<Record<string, unknown>>;
  }

  get size(): number {
    return Object.keys(this.#members).length;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#members, name);
  }

  get(name: string): unknown {
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }

  keys(): MapIterator<string> {
    return this.#map().keys();
  }

  values(): MapIterator<unknown> {
    return this.#map().values();
  }

  entries(): MapIterator<[string, unknown]> {
    return this.#map().entries();
  }

  [Symbol.iterator](): MapIterator<[string, unknown]> {
    return this.entries();
  }

  forEach(visit: (value: unknown, name: string, claims: ReadonlyMap<string, unknown>) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }

  #map(): Map<string, unknown> {
    return new Map(Object.entries(this.#members));
  }
}
