import { isRollupMetric, OWN_METRICS, ROLLUP_METRICS } from '@airside/domain';

import { detailsFor, metricValue } from '../../rollups/metric-value.ts';
import { groupedRows } from '../../rollups/query.ts';
import { type EvaluatorOf, type Observation, settledEnd } from './evaluation.ts';
import { formatSpan, formatValue } from './format.ts';

/** A metric is beyond a fixed value. */
export const thresholdEvaluator: EvaluatorOf<'threshold'> = (rule, condition, sources) => {
  const { metric, over, problem, minRequests } = condition;
  if (!isRollupMetric(metric)) {
    const { unit } = OWN_METRICS[metric];
    return (nowMs) => {
      const value = sources.own(metric, nowMs);
      if (value === undefined) return { observations: [], note: `nothing measures ${metric} here` };
      return { observations: [{ ...judged(value, condition), labels: {}, unit, facts: [] }] };
    };
  }
  const { unit } = ROLLUP_METRICS[metric];
  const details = detailsFor(metric, problem);
  return (nowMs) => {
    const toMs = settledEnd(nowMs);
    const rows = groupedRows(sources.rollups, { groupBy: rule.groupBy, filter: rule.scope, fromMs: toMs - over, toMs }, details);
    const observations: Observation[] = [];
    for (const { labels, tally } of rows) {
      const requests = tally.sum('requests');
      const value = requests < minRequests ? undefined : metricValue(metric, tally, { spanMs: over, problem });
      if (value === undefined) continue;
      const facts = [
        ['metric', `${metric} over ${formatSpan(over)}`],
        ['requests', formatValue(requests, '')],
      ] as const;
      observations.push({ ...judged(value, condition), labels, unit, facts });
    }
    return { observations };
  };
};

function judged(
  value: number,
  {
    above,
    below,
    clear,
  }: { readonly above?: number | undefined; readonly below?: number | undefined; readonly clear?: number | undefined },
): Pick<Observation, 'verdict' | 'value' | 'threshold'> {
  const threshold = above ?? below ?? 0;
  const bad = above === undefined ? value < threshold : value > threshold;
  const back = clear ?? threshold;
  const over = above === undefined ? value >= back : value <= back;
  return { value, threshold, verdict: bad ? 'bad' : over ? 'good' : 'between' };
}
