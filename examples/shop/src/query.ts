import { Refusal } from './problem.ts';

/** Checks the text of a query parameter and returns its value. Throws a refusal. */
export type ParameterReader<T> = (value: string, name: string) => T;
type ParameterReaders = Readonly<Record<string, ParameterReader<unknown>>>;

/** The query parameters by name. Refuses parameters that are unknown or given twice. */
export function readQuery<R extends ParameterReaders>(query: URLSearchParams, readers: R): { readonly [K in keyof R]?: ReturnType<R[K]> } {
  const result = new Map<string, unknown>();
  for (const [name, value] of query) {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (reader === undefined) throw invalidParameter(name, `expected only the parameters ${Object.keys(readers).join(', ')}`);
    if (result.has(name)) throw invalidParameter(name, 'expected the parameter once');
    result.set(name, reader(value, name));
  }
  return Object.fromEntries(result) as { readonly [K in keyof R]?: ReturnType<R[K]> };
}

/** A text that fits an anchored pattern without nested repetition. */
export function matching(pattern: RegExp, expected: string): ParameterReader<string> {
  return (value, name) => {
    if (pattern.test(value)) return value;
    throw invalidParameter(name, `expected ${expected}`);
  };
}

/** A decimal integer without sign. */
export function integerParameter(min: number, max: number): ParameterReader<number> {
  return (value, name) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw invalidParameter(name, `expected an integer from ${min} to ${max}`);
  };
}

export function invalidParameter(name: string, detail: string): Refusal {
  return new Refusal('invalid-request', { errors: [{ in: 'query', at: name.slice(0, 64), detail }] });
}
