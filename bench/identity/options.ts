import { parseArgs } from 'node:util';

import { orUsageError, wholeNumber } from '../harness/options.ts';

export interface IdentityOptions {
  readonly rounds: number;
  /** Processor time of each measurement. */
  readonly milliseconds: number;
  readonly json: boolean;
  /** File that gets the report as JSON. */
  readonly save: string | undefined;
  readonly help: boolean;
}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseIdentityOptions(args: readonly string[]): IdentityOptions {
  const { values } = read(args);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1000),
    milliseconds: wholeNumber('--milliseconds', values.milliseconds, 600_000),
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
        milliseconds: { type: 'string', default: '500' },
        json: { type: 'boolean', default: false },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
}
