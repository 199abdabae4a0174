import { median, ratio, spread } from './statistics.ts';

/** One measurement. */
export interface Sample {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
  /** Processor time of all processes of the measured program, in µs for each request, with what it did afterwards because of them. */
  readonly processorUsPerRequest: number | null;
}

/** What came out for one contender in one scenario: medians over the rounds, errors added up. */
export interface Result {
  readonly contender: string;
  readonly requestsPerSecond: number;
  /** Largest less smallest requests a second of the rounds, as a part of the median. */
  readonly spread: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly processorUsPerRequest: number | null;
  readonly errors: number;
  /** Requests a second as a multiple of those of each reference. */
  readonly ratios: Readonly<Record<string, number | null>>;
  readonly samples: readonly Sample[];
}

/** Sums up the samples of a contender; `references` are the samples of those it is compared with, by name. */
export function summarize(contender: string, samples: readonly Sample[], references: Readonly<Record<string, readonly Sample[]>>): Result {
  const rates = samples.map(({ requestsPerSecond }) => requestsPerSecond);
  const processor = samples.flatMap(({ processorUsPerRequest }) => (processorUsPerRequest === null ? [] : [processorUsPerRequest]));
  const rate = median(rates);
  return {
    contender,
    requestsPerSecond: rate,
    spread: spread(rates),
    p50Ms: median(samples.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(samples.map(({ p99Ms }) => p99Ms)),
    processorUsPerRequest: processor.length === 0 ? null : median(processor),
    errors: samples.reduce((sum, { errors }) => sum + errors, 0),
    ratios: Object.fromEntries(
      Object.entries(references).map(([name, others]) => [
        name,
        ratio(rate, median(others.map(({ requestsPerSecond }) => requestsPerSecond))),
      ]),
    ),
    samples,
  };
}
