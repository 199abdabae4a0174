import type { DataClass, ValueTest } from '../data-class.ts';
import { Tally } from '../judge/tally.ts';
import type { NameEvidence } from '../names/name-index.ts';

/** Members of one object that are kept apart; those who come later are taken for keys that are data themselves. */
const MOST_CHILDREN = 200;

/** A place where values stand: a parameter, a header field, a member of a body. Fields are a tree, as bodies are. */
export class Field {
  /** As it is written, `[]` for the items of an array, `{key}` for the members of an object whose names are data. */
  readonly name: string;
  readonly parent: Field | undefined;
  readonly named: readonly NameEvidence[];
  values = 0;
  withheld = 0;
  #children: Map<string, Field> | undefined;
  #items: Field | undefined;
  #keys: Field | undefined;
  #tallies: Map<DataClass, Tally> | undefined;

  constructor(name: string, parent: Field | undefined, named: readonly NameEvidence[]) {
    this.name = name;
    this.parent = parent;
    this.named = named;
  }

  child(name: string, make: (parent: Field, name: string) => Field | undefined): Field | undefined {
    const known = this.#children?.get(name);
    if (known !== undefined) return known;
    if (isData(name) || (this.#children?.size ?? 0) >= MOST_CHILDREN) {
      this.#keys ??= make(this, KEY);
      return this.#keys;
    }
    const made = make(this, name);
    if (made === undefined) return undefined;
    this.#children ??= new Map();
    this.#children.set(name, made);
    return made;
  }

  items(make: (parent: Field, name: string) => Field | undefined): Field | undefined {
    this.#items ??= make(this, ITEMS);
    return this.#items;
  }

  tally(dataClass: DataClass, test: ValueTest, value: string, isWithin: boolean): Tally {
    this.#tallies ??= new Map();
    let tally = this.#tallies.get(dataClass);
    if (tally === undefined) {
      tally = new Tally(dataClass, value);
      this.#tallies.set(dataClass, tally);
    }
    tally.add(test, value, isWithin);
    return tally;
  }

  get tallies(): readonly Tally[] {
    return this.#tallies === undefined ? [] : [...this.#tallies.values()];
  }

  /** The fields below, without this one. */
  get below(): readonly Field[] {
    return [...(this.#children?.values() ?? []), ...(this.#items ? [this.#items] : []), ...(this.#keys ? [this.#keys] : [])];
  }

  /** `customer.addresses[].street`. */
  get path(): string {
    const names = [this.name];
    for (let above = this.parent; above !== undefined; above = above.parent) names.push(above.name);
    return names
      .filter((name) => name !== ROOT)
      .reverse()
      .reduce((path, name) => (name === ITEMS ? `${path}[]` : path === '' ? name : `${path}.${name}`), '');
  }
}

export const ROOT = '';
export const ITEMS = '[]';
export const KEY = '{key}';

/** Whether the name of a member is data: an id, an address, a number. */
function isData(name: string): boolean {
  if (name.length > 64 || name.includes('@')) return true;
  let digits = 0;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) digits++;
  }
  return digits > 0 && (digits === name.length || digits >= 5 || (name.length >= 16 && digits >= 3));
}
