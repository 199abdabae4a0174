import { type DistributionName, distributionOf, QUANTILE_VALUES, type RollupMetric } from '@airside/domain';

import type { RollupRange } from './store.ts';
import { DISTRIBUTION_NAMES, type MaximumName, type SumName, type Tally } from './tally.ts';

/** What has to be read for a metric. */
export function detailsFor(metric: RollupMetric, problem: string | undefined): RollupRange['details'] {
  const parts = distributionOf(metric);
  if (parts !== undefined) return parts.statistic === 'mean' || parts.statistic === 'max' ? 'none' : parts.distribution;
  if (metric === 'callers' || problem !== undefined) return 'all';
  return COUNTS.has(metric) ? 'counts' : 'none';
}

/** What follows from requests and those answered with 5xx alone. */
const COUNTS: ReadonlySet<RollupMetric> = new Set(['requests', 'requestRate', 'errors', 'errorShare']);

/** The value of a metric over `spanMs`; undefined where it has none, such as a share of no requests. */
export function metricValue(
  metric: RollupMetric,
  tally: Tally,
  { spanMs, problem }: { spanMs: number; problem?: string | undefined },
): number | undefined {
  const parts = distributionOf(metric);
  if (parts !== undefined) return distributed(tally, parts.distribution, parts.statistic);
  const requests = tally.sum('requests');
  const refusals = problem === undefined ? tally.sum('refused') : (tally.problems.get(problem) ?? 0);
  const share = (count: number) => (requests === 0 ? undefined : count / requests);
  switch (metric) {
    case 'requests':
      return requests;
    case 'requestRate':
      return requests / (spanMs / 1000);
    case 'errors':
      return tally.sum('status5xx');
    case 'errorShare':
      return share(tally.sum('status5xx'));
    case 'clientErrors':
      return tally.sum('status4xx') - tally.sum('gone');
    case 'clientErrorShare':
      return share(tally.sum('status4xx') - tally.sum('gone'));
    case 'refusals':
      return refusals;
    case 'refusalShare':
      return share(refusals);
    case 'gone':
      return tally.sum('gone');
    case 'callers':
      return tally.callers?.estimate() ?? 0;
    case 'requestBytes':
      return tally.sum('requestBytes');
    case 'responseBytes':
      return tally.sum('responseBytes');
    default:
      return undefined;
  }
}

/** Where sum and largest of a distribution stand, what they are counted in there, and how many values there were. */
const PLACES: Readonly<Record<DistributionName, { sum: SumName; maximum: MaximumName; scale: number; count: SumName }>> = {
  duration: { sum: 'durationUs', maximum: 'maxDurationUs', scale: 1000, count: 'requests' },
  gatewayTime: { sum: 'gatewayUs', maximum: 'maxGatewayUs', scale: 1000, count: 'requests' },
  upstreamTime: { sum: 'upstreamUs', maximum: 'maxUpstreamUs', scale: 1000, count: 'upstreamCalls' },
  requestSize: { sum: 'requestBytes', maximum: 'maxRequestBytes', scale: 1, count: 'requests' },
  responseSize: { sum: 'responseBytes', maximum: 'maxResponseBytes', scale: 1, count: 'requests' },
};

function distributed(
  tally: Tally,
  distribution: DistributionName,
  statistic: keyof typeof QUANTILE_VALUES | 'mean' | 'max',
): number | undefined {
  const { sum, maximum, scale, count } = PLACES[distribution];
  const values = tally.sum(count);
  if (values === 0) return undefined;
  if (statistic === 'mean') return tally.sum(sum) / scale / values;
  const largest = tally.maximum(maximum) / scale;
  if (statistic === 'max') return largest;
  const bins = tally.distributions[DISTRIBUTION_NAMES.indexOf(distribution)];
  return bins === undefined ? undefined : Math.min(largest, bins.sketch().quantile(QUANTILE_VALUES[statistic]));
}
