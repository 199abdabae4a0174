import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly accessLog: boolean;
  readonly json: boolean;
  /** File that gets the report as JSON. */
  readonly save: string | undefined;
  readonly help: boolean;
}

/** What the command line says cannot be done. */
export class UsageError extends Error {}

/** Reads the options that benchmarks of servers share. Throws a UsageError that says what was expected. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = read(args);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1000),
    seconds: wholeNumber('--seconds', values.seconds, 600),
    connections: wholeNumber('--connections', values.connections, 4000),
    accessLog: values['access-log'],
    json: values.json,
    save: values.save,
    help: values.help,
  };
}

function read(args: readonly string[]) {
  return orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '3' },
        connections: { type: 'string', default: '64' },
        'access-log': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
}

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
