import { wholeNumber } from './options.ts';
import { type ReportOptions, readReportOptions, reportOptions } from './report-options.ts';

export interface BenchOptions extends ReportOptions {
  readonly seconds: number;
  readonly connections: number;
  readonly accessLog: boolean;
}

/** Reads the options that benchmarks of servers share. Throws a UsageError that says what was expected. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const values = readReportOptions(args, {
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    'access-log': { type: 'boolean', default: false },
  });
  return {
    ...reportOptions(values),
    seconds: wholeNumber('--seconds', values.seconds, 600),
    connections: wholeNumber('--connections', values.connections, 4000),
    accessLog: values['access-log'],
  };
}
