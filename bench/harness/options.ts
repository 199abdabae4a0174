/** What the command line says cannot be done. */
export class UsageError extends Error {}

/** What `read` makes of a command line; what it cannot read becomes a UsageError. */
export function orUsageError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Reads a number from 1 to `most`. Throws a UsageError that says what was expected. */
export function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new UsageError(`${name} ${text}: expected a whole number from 1 to ${most}`);
  return value;
}

/** Those that a list with commas names; all where it names none. Throws a UsageError for what is not among them. */
export function chosen<T>(option: string, lists: readonly string[], all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const wanted = lists.flatMap((list) => list.split(',')).filter((name) => name !== '');
  const names = all.map(nameOf);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`${option} ${unknown}: expected one of ${names.join(', ')}`);
  return wanted.length === 0 ? all : all.filter((one) => wanted.includes(nameOf(one)));
}
