/** What more callers ask for belongs to nobody. */
const MOST_OWNERS = 3;
/** With one taken back there are still more. */
const MOST_KEPT = MOST_OWNERS + 2;
const MOST_OBJECTS = 300_000;

/** Who asks for which objects, as far as it is few who do. */
export class ObjectOwners {
  /** Sessions by caller, of each object; undefined where more callers came than are kept. */
  readonly #objects = new Map<number, Map<number, number>>();

  /** Learns the objects of a session; with −1 takes them back. */
  add(caller: number, objects: readonly number[], times: 1 | -1): void {
    for (const object of objects) {
      let owners = this.#objects.get(object);
      if (owners === undefined) {
        if (times < 0 || this.#objects.size >= MOST_OBJECTS) continue;
        owners = new Map();
        this.#objects.set(object, owners);
      }
      const sessions = owners.get(caller) ?? 0;
      if (sessions + times <= 0) owners.delete(caller);
      else if (sessions > 0 || owners.size < MOST_KEPT) owners.set(caller, sessions + times);
    }
  }

  /** How many of the objects only a few others asked for. */
  foreign(caller: number, objects: readonly number[]): number {
    let count = 0;
    for (const object of objects) {
      const owners = this.#objects.get(object);
      if (owners !== undefined && owners.size > 0 && owners.size <= MOST_OWNERS && !owners.has(caller)) count++;
    }
    return count;
  }
}
