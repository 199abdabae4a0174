import { child, isContainer } from '../../document/data.ts';

/** What `.constructor` shows of a value: filters compare its name, which is how Spectral's own rules ask for arrays. */
class Kind {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const KINDS = {
  array: new Kind('Array'),
  object: new Kind('Object'),
  string: new Kind('String'),
  number: new Kind('Number'),
  boolean: new Kind('Boolean'),
};

/** A member of a value, as filters see it: own members and items, `length` and `constructor`. Of anything else it is undefined, not an error. */
export function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Kind) return key === 'name' ? value.name : undefined;
  if (isContainer(value)) {
    const own = child(value, key);
    if (own !== undefined) return own;
    if (key === 'length' && Array.isArray(value)) return value.length;
  }
  if (typeof value === 'string') {
    if (key === 'length') return value.length;
    if (/^\d{1,9}$/.test(key)) return value[Number(key)];
  }
  return key === 'constructor' ? kindOf(value) : undefined;
}

function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return KINDS.array;
  if (isContainer(value)) return KINDS.object;
  if (typeof value === 'string') return KINDS.string;
  if (typeof value === 'number') return KINDS.number;
  return typeof value === 'boolean' ? KINDS.boolean : undefined;
}
