import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../harness/options.ts';
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
  const wanted = values.only.flatMap((list) => list.split(',')).filter((name) => name !== '');
  const names = all.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: expected one of ${names.join(', ')}`);
  return {
    measurements: wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name)),
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
