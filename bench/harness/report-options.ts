import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

import { orUsageError, wholeNumber } from './options.ts';

/** What all benchmarks with rounds and a report ask for. */
export interface ReportOptions {
  readonly rounds: number;
  readonly json: boolean;
  /** File that gets the report as JSON. */
  readonly save: string | undefined;
  readonly help: boolean;
}

const COMMON = {
  rounds: { type: 'string', default: '5' },
  json: { type: 'boolean', default: false },
  save: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsOptionsConfig;

/** The values on a command line of the common options and those given. Throws a UsageError for what is not among them. */
export function readReportOptions<const T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  return orUsageError(() => parseArgs({ args: [...args], options: { ...COMMON, ...options } }).values);
}

/** The common ones of the values read. Throws a UsageError that says what was expected. */
export function reportOptions(values: {
  readonly rounds: string;
  readonly json: boolean;
  readonly save?: string | undefined;
  readonly help: boolean;
}): ReportOptions {
  return { rounds: wholeNumber('--rounds', values.rounds, 1000), json: values.json, save: values.save, help: values.help };
}
