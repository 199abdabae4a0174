import { UsageError, wholeNumber } from '../harness/options.ts';
import { type ReportOptions, readReportOptions, reportOptions } from '../harness/report-options.ts';

export interface WafOptions extends ReportOptions {
  /** Processor time of each measurement. */
  readonly milliseconds: number;
  /** Watches the heap of Airside instead of comparing. */
  readonly memory: boolean;
  /** Measures what twice as much of hostile requests costs instead of comparing. */
  readonly growth: boolean;
  readonly inspections: number;
}

/** Reads the command line. Throws a UsageError that says what was expected. */
export function parseWafOptions(args: readonly string[]): WafOptions {
  const values = readReportOptions(args, {
    milliseconds: { type: 'string', default: '1000' },
    memory: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    thousands: { type: 'string', default: '1000' },
  });
  if (values.memory && values.growth) throw new UsageError('--memory and --growth measure different things: give one of them');
  return {
    ...reportOptions(values),
    milliseconds: wholeNumber('--milliseconds', values.milliseconds, 600_000),
    memory: values.memory,
    growth: values.growth,
    inspections: 1000 * wholeNumber('--thousands', values.thousands, 100_000),
  };
}
