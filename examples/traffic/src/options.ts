import { parseArgs } from 'node:util';

import { CAMPAIGNS } from './campaigns/index.ts';
import type { SimulationOptions } from './simulate.ts';

export interface TrafficOptions extends SimulationOptions {
  /** File that is written; standard output where undefined. */
  readonly out: string | undefined;
  readonly list: boolean;
  readonly help: boolean;
}

/** What the command line says cannot be done. */
export class UsageError extends Error {}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseTrafficOptions(args: readonly string[]): TrafficOptions {
  const values = read(args);
  const days = wholeNumber('--days', values.days, 1, 366);
  return {
    days,
    users: wholeNumber('--users', values.users, 1, 100_000),
    seed: wholeNumber('--seed', values.seed, 0, 4_294_967_295),
    quietDays: wholeNumber('--quiet-days', values['quiet-days'] ?? `${Math.floor(days / 3)}`, 0, days),
    campaigns: campaignsOf(values.campaigns),
    out: values.out,
    list: values.list,
    help: values.help,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        days: { type: 'string', default: '2' },
        users: { type: 'string', default: '500' },
        seed: { type: 'string', default: '1' },
        'quiet-days': { type: 'string' },
        campaigns: { type: 'string', default: 'none' },
        out: { type: 'string', short: 'o' },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function campaignsOf(text: string): readonly string[] {
  const all = CAMPAIGNS.map(({ id }) => id);
  if (text === 'all') return all;
  if (text === 'none') return [];
  const wanted = text.split(',').filter((id) => id !== '');
  const unknown = wanted.find((id) => !all.includes(id));
  if (unknown !== undefined) throw new UsageError(`--campaigns ${unknown}: expected all, none or some of ${all.join(', ')}`);
  return wanted;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) throw new UsageError(`${name} ${text}: expected a whole number from ${least} to ${most}`);
  return value;
}
