import { parseArgs } from 'node:util';

import { chosen, orUsageError } from '../harness/options.ts';
import type { Measurement } from './measurement.ts';

export interface OpenApiOptions {
  readonly measurements: readonly Measurement[];
  readonly quick: boolean;
  /** File that gets what is printed, too. */
  readonly save: string | undefined;
  readonly help: boolean;
}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseOpenApiOptions(args: readonly string[], all: readonly Measurement[]): OpenApiOptions {
  const { values } = read(args);
  return {
    measurements: chosen('--only', values.only, all, ({ name }) => name),
    quick: values.quick,
    save: values.save,
    help: values.help,
  };
}

function read(args: readonly string[]) {
  return orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
}
