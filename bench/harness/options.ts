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
