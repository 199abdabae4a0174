import { parseArgs } from 'node:util';

import { CAMPAIGNS } from '@airside/example-traffic';

import { chosen, orUsageError, UsageError, wholeNumber } from '../harness/options.ts';
import type { Measurement, Settings } from './measurement.ts';

export interface BehaviorOptions extends Settings {
  readonly measurements: readonly Measurement[];
  readonly json: boolean;
  /** File that gets the report as JSON. */
  readonly save: string | undefined;
  readonly help: boolean;
}

const USERS = 2000;
const QUIET_SHARE = 0.25;

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseBehaviorOptions(args: readonly string[], all: readonly Measurement[]): BehaviorOptions {
  const { values } = read(args);
  const days = wholeNumber('--days', values.days ?? (values.quick ? '6' : '30'), 366);
  if (days < 5) throw new UsageError(`--days ${days}: expected at least 5, for what is slow needs days`);
  return {
    measurements: chosen('--only', values.only, all, ({ name }) => name),
    days,
    quietDays: Math.max(2, Math.round(days * QUIET_SHARE)),
    users: Math.round((USERS * wholeNumber('--scale', values.scale ?? (values.quick ? '5' : '100'), 10_000)) / 100),
    seed: wholeNumber('--seed', values.seed, 999_999),
    seeds: wholeNumber('--seeds', values.seeds ?? (values.quick ? '1' : '2'), 100),
    spread: wholeNumber('--spread', values.spread, CAMPAIGNS.length),
    campaigns: chosen('--campaigns', values.campaigns, CAMPAIGNS, ({ id }) => id).map(({ id }) => id),
    quick: values.quick,
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
        only: { type: 'string', multiple: true, default: [] },
        days: { type: 'string' },
        scale: { type: 'string' },
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string' },
        spread: { type: 'string', default: '1' },
        campaigns: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  );
}
