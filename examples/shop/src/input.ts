import { Refusal } from './problem.ts';

/** Checks a value of a body and returns it with its type. Throws a refusal that names the place (a JSON pointer) and what was expected. */
export type Reader<T> = (value: unknown, pointer: string) => T;
type Readers = Readonly<Record<string, Reader<unknown>>>;
type Values<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> };

interface TextOptions {
  readonly max: number;
  /** Must be anchored and free of nested repetition: it sees what strangers send. */
  readonly pattern?: RegExp;
  readonly expected?: string;
}

/** A text of 1 to `max` characters without control characters. */
export function text({ max, pattern, expected = `a text of 1 to ${max} printable characters` }: TextOptions): Reader<string> {
  return (value, pointer) => {
    if (typeof value !== 'string' || value.length > 2 * max || !value.isWellFormed()) return fail(pointer, expected);
    const length = [...value].length;
    const fits = length >= 1 && length <= max && !/\p{Cc}/u.test(value) && (pattern?.test(value) ?? true);
    return fits ? value : fail(pointer, expected);
  };
}

export function integer(min: number, max: number): Reader<number> {
  return (value, pointer) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    return fail(pointer, `an integer from ${min} to ${max}`);
  };
}

export function oneOf<const T extends string>(...values: readonly T[]): Reader<T> {
  return (value, pointer) => values.find((each) => each === value) ?? fail(pointer, `one of ${values.join(', ')}`);
}

export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, pointer) => (value === null ? null : reader(value, pointer));
}

export function list<T>(item: Reader<T>, max: number): Reader<readonly T[]> {
  return (value, pointer) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > max) return fail(pointer, `a list of 1 to ${max} entries`);
    return value.map((each: unknown, index) => item(each, `${pointer}/${index}`));
  };
}

/** An object with all of the required members, any of the optional ones, and no others. */
export function object<R extends Readers, O extends Readers = Record<never, never>>(
  required: R,
  optional?: O,
): Reader<Values<R> & Partial<Values<O>>> {
  const readers = new Map<string, Reader<unknown>>([...Object.entries(required), ...Object.entries(optional ?? {})]);
  return (value, pointer) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(pointer, 'an object');
    const result: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const reader = readers.get(name) ?? fail(pointer, `only the members ${[...readers.keys()].join(', ')}`);
      result[name] = reader(member, `${pointer}/${name}`);
    }
    const missing = Object.keys(required).find((name) => !Object.hasOwn(result, name));
    if (missing !== undefined) return fail(pointer, `the member ${missing}`);
    return result as Values<R> & Partial<Values<O>>;
  };
}

function fail(at: string, expected: string): never {
  throw new Refusal('invalid-request', { errors: [{ in: 'body', at, detail: `expected ${expected}` }] });
}
