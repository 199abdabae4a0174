import { wholeNumber } from '../harness/options.ts';
import { type ReportOptions, readReportOptions, reportOptions } from '../harness/report-options.ts';

export interface IdentityOptions extends ReportOptions {
  /** Processor time of each measurement. */
  readonly milliseconds: number;
}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseIdentityOptions(args: readonly string[]): IdentityOptions {
  const values = readReportOptions(args, { milliseconds: { type: 'string', default: '500' } });
  return { ...reportOptions(values), milliseconds: wholeNumber('--milliseconds', values.milliseconds, 600_000) };
}
