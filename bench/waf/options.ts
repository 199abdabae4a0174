import { parseArgs } from 'node:util';

import { orUsageError, UsageError, wholeNumber } from '../harness/options.ts';

export interface WafOptions {
  readonly rounds: number;
  /** Processor time of each measurement. */
  readonly milliseconds: number;
  /** Watches the heap of Airside instead of comparing. */
  readonly memory: boolean;
  /** Measures what twice as much of hostile requests costs instead of comparing. */
  readonly growth: boolean;
  readonly inspections: number;
  readonly json: boolean;
  /** File that gets the report as JSON. */
  readonly save: string | undefined;
  readonly help: boolean;
}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseWafOptions(args: readonly string[]): WafOptions {
  const { values } = read(args);
  if (values.memory && values.growth) throw new UsageError('--memory and --growth measure different things: give one of them');
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1000),
    milliseconds: wholeNumber('--milliseconds', values.milliseconds, 600_000),
    memory: values.memory,
    growth: values.growth,
    inspections: 1000 * wholeNumber('--thousands', values.thousands, 100_000),
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
        milliseconds: { type: 'string', default: '1000' },
        memory: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        thousands: { type: 'string', default: '1000' },
        json: { type: 'boolean', default: false },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
}
