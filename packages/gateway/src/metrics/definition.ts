/** What a metric is: the one table that the code counts by, and that the documentation is made of. Names and units are OpenTelemetry's. */
export interface MetricDefinition {
  /** Such as `http.server.request.duration`. */
  readonly name: string;
  /** `gauge` and `upDownCounter` may fall; an `upDownCounter` and what adds up over processes are sums. */
  readonly kind: 'counter' | 'upDownCounter' | 'gauge' | 'histogram';
  /** UCUM: `s`, `By`, `1`, or `{what}` for a count. */
  readonly unit: string;
  readonly description: string;
  /** Names of the attributes, in the order in which their values are given. */
  readonly attributes: readonly string[];
  /** Upper bounds of a histogram, ascending; the last bucket has none. */
  readonly buckets?: readonly number[];
}

/** In place of an attribute's value where there are too many. No consumer, API or operation is called so. */
export const OTHER = '_other';

/** Bucket bounds of durations in seconds, as the semantic conventions for HTTP advise. */
export const DURATION_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** For what has many values: consumers, countries. */
export const COARSE_DURATION_BUCKETS: readonly number[] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** For what happens within the gateway: from 10 µs. */
export const FINE_DURATION_BUCKETS: readonly number[] = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1];
export const SIZE_BUCKETS: readonly number[] = [0, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];
