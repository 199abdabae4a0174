/** By what traffic is told apart within an API, one of them at a time: every combination of all would have no bound. */
export const DIMENSIONS = ['operation', 'consumer', 'country', 'network'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** Whatever has no place of its own any more, because there are more names than are told apart. */
export const OTHER = '_other';
/** What has no name: a request to no operation, of no registered consumer, from an unknown country. */
export const NONE = '-';

export type MetricUnit = 'requests' | 'requests/s' | 'share' | 'ms' | 'bytes' | 'callers' | 's' | 'exchanges';

export interface MetricDescription {
  readonly unit: MetricUnit;
  readonly text: string;
}

const QUANTILES = { p50: 'half of them', p90: '90 % of them', p95: '95 % of them', p99: '99 % of them', p999: '99.9 % of them' } as const;

/** Quantiles by the end of a metric's name. */
export const QUANTILE_VALUES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

const DISTRIBUTIONS = {
  duration: ['ms', 'time from the head of the request to the end of the answer'],
  gatewayTime: ['ms', 'time spent in the gateway: the whole duration without that of the upstream'],
  upstreamTime: ['ms', 'time from dispatch to the end of the answer, of requests that reached an upstream'],
  requestSize: ['bytes', 'size of the request body'],
  responseSize: ['bytes', 'size of the response body'],
} as const satisfies Record<string, readonly [MetricUnit, string]>;

export type DistributionName = keyof typeof DISTRIBUTIONS;
type Statistic = keyof typeof QUANTILES | 'mean' | 'max';

/** Counts of requests, and what follows from counts alone. */
const COUNTED = {
  requests: { unit: 'requests', text: 'requests' },
  requestRate: { unit: 'requests/s', text: 'requests a second' },
  errors: { unit: 'requests', text: 'requests answered with 5xx, by the API or the gateway' },
  errorShare: { unit: 'share', text: 'share of requests answered with 5xx' },
  clientErrors: { unit: 'requests', text: 'requests answered with 4xx, by the API or the gateway' },
  clientErrorShare: { unit: 'share', text: 'share of requests answered with 4xx' },
  refusals: { unit: 'requests', text: 'requests that the gateway answered itself, with a problem; of one kind with `problem`' },
  refusalShare: { unit: 'share', text: 'share of requests that the gateway answered itself' },
  gone: { unit: 'requests', text: 'requests whose caller went away first' },
  callers: { unit: 'callers', text: 'different callers, about 5 % more or less; of an API or an operation' },
  requestBytes: { unit: 'bytes', text: 'bytes of request bodies together' },
  responseBytes: { unit: 'bytes', text: 'bytes of response bodies together' },
} as const satisfies Record<string, MetricDescription>;

type DistributionMetric = `${DistributionName}.${Statistic}`;
export type RollupMetric = keyof typeof COUNTED | DistributionMetric;

/** What can be read of the roll-ups of traffic: the name, what it is counted in, and what it says. */
export const ROLLUP_METRICS = { ...COUNTED, ...distributionMetrics() } as Readonly<Record<RollupMetric, MetricDescription>>;

/** What Airside says of itself. */
export const OWN_METRICS = {
  'airside.exchanges.lost': { unit: 'exchanges', text: 'exchanges that could not be kept, in the last five minutes' },
  'airside.exchanges.queued': { unit: 'exchanges', text: 'exchanges that wait to be written' },
  'airside.engine.behind': { unit: 's', text: 'how far the behaviour engine is behind the traffic' },
  'airside.notifications.waiting': { unit: 's', text: 'how long the oldest notification that no channel has taken waits' },
} as const satisfies Record<string, MetricDescription>;

export type OwnMetric = keyof typeof OWN_METRICS;

export const METRIC_NAMES = Object.freeze([...Object.keys(ROLLUP_METRICS), ...Object.keys(OWN_METRICS)]) as readonly (
  | RollupMetric
  | OwnMetric
)[];

/** Whether a metric is read of the roll-ups of traffic. */
export function isRollupMetric(name: string): name is RollupMetric {
  return Object.hasOwn(ROLLUP_METRICS, name);
}

/** The distribution that a metric is read of, and what of it; undefined where it follows from counts. */
export function distributionOf(
  metric: RollupMetric,
): { readonly distribution: DistributionName; readonly statistic: Statistic } | undefined {
  const [distribution, statistic] = metric.split('.');
  if (statistic === undefined) return undefined;
  return { distribution: distribution as DistributionName, statistic: statistic as Statistic };
}

function distributionMetrics(): Record<string, MetricDescription> {
  const metrics: Record<string, MetricDescription> = {};
  for (const [name, [unit, text]] of Object.entries(DISTRIBUTIONS)) {
    for (const [quantile, share] of Object.entries(QUANTILES))
      metrics[`${name}.${quantile}`] = { unit, text: `${text}: ${share} have at most this` };
    metrics[`${name}.mean`] = { unit, text: `${text}: the mean` };
    metrics[`${name}.max`] = { unit, text: `${text}: the largest` };
  }
  return metrics;
}
