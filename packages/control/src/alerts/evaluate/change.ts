import { type AlertCondition, ROLLUP_METRICS } from '@airside/domain';

import { detailsFor } from '../../rollups/metric-value.ts';
import { groupedRows, labelKey } from '../../rollups/query.ts';
import { createBaseline, isCount, median, type Usual, valueFor } from './baseline.ts';
import { type EvaluatorOf, type Observation, settledEnd } from './evaluation.ts';
import { formatSpan, formatValue } from './format.ts';

const HOUR_MS = 3_600_000;
/** The median of absolute deviations times this is a standard deviation where values are normal. */
const MAD_SCALE = 1.4826;
/** No week is like another to less than a tenth. */
const LEAST_SPREAD = 0.1;
/** It counts as over where it is this much nearer to the usual than what counts as a change. */
const BACK = 0.7;

interface Expected {
  readonly value: number;
  readonly spread: number;
}

/** A metric is far from what it is at this hour of the week. */
export const changeEvaluator: EvaluatorOf<'change'> = (rule, condition, sources) => {
  const { metric, problem, over, perCaller, weeks, minWeeks, minRequests } = condition;
  const { unit } = ROLLUP_METRICS[metric];
  const counts = isCount(metric) && !perCaller;
  const usual = createBaseline(rule, sources.rollups, {
    metric,
    problem,
    perCaller,
    weeks,
    scaleByGrowth: counts || metric === 'requestRate',
  });
  return (nowMs) => {
    const toMs = settledEnd(nowMs);
    const fromMs = toMs - over;
    const isPartial = (counts || metric === 'requestRate') && fromMs < sources.sinceMs;
    if (isPartial && condition.direction === 'down') {
      return { observations: [], note: `Airside has not run for ${formatSpan(over)} yet`, complete: false };
    }
    const { series, weeksKnown } = usual(fromMs + over / 2);
    if (weeksKnown < minWeeks) {
      return { observations: [], note: `needs the same hour of ${minWeeks} weeks, and knows it of ${weeksKnown}`, complete: false };
    }
    const details = perCaller ? 'all' : detailsFor(metric, problem);
    const rows = new Map(
      groupedRows(sources.rollups, { groupBy: rule.groupBy, filter: rule.scope, fromMs, toMs }, details).map((row) => [
        labelKey(row.labels),
        row,
      ]),
    );
    const observations: Observation[] = [];
    for (const [key, before] of series) {
      const tally = rows.get(key)?.tally;
      const requests = tally?.sum('requests') ?? 0;
      if (Math.max(requests, (before.requests * over) / HOUR_MS) < minRequests) continue;
      const measured = tally === undefined ? undefined : valueFor(tally, { metric, problem, perCaller, spanMs: over });
      // Counts are compared by the hour.
      const value = measured === undefined ? (counts ? 0 : undefined) : counts ? (measured * HOUR_MS) / over : measured;
      const expected = expectation(before, condition, requests);
      if (value === undefined || expected === undefined) continue;
      // What came while Airside did not run was not counted: too little is no news then.
      if (isPartial && value < expected.value) continue;
      observations.push({
        labels: before.labels,
        ...judged(value, expected, condition),
        unit: perCaller ? 'per caller' : unit,
        facts: [
          ['metric', `${metric}${perCaller ? ' per caller' : ''} over ${formatSpan(over)}${counts ? ', by the hour' : ''}`],
          ['usual at this hour', `${formatValue(expected.value, unit)}, give or take ${formatValue(expected.spread, unit)}`],
          ['learned of', `${weeksKnown} weeks`],
        ],
      });
    }
    return isPartial
      ? { observations, note: `Airside has not run for ${formatSpan(over)} yet: only more than usual is looked for`, complete: false }
      : { observations };
  };
};

function expectation(usual: Usual, condition: AlertCondition<'change'>, requests: number): Expected | undefined {
  const { metric, minWeeks, over, perCaller } = condition;
  const known = usual.weeks.filter((value) => value !== undefined);
  const value = median(known);
  if (known.length < minWeeks || value === undefined) return undefined;
  const deviation = median(known.map((each) => Math.abs(each - value))) ?? 0;
  return { value, spread: Math.max(deviation * MAD_SCALE, usual.slope, noise(value), value * LEAST_SPREAD, 1e-9) };

  /** What chance alone does: to counts in so short a window, to shares of so few requests. */
  function noise(mean: number): number {
    if (isCount(metric) && !perCaller) return metric.endsWith('Bytes') ? 0 : Math.sqrt((Math.max(1, mean) * HOUR_MS) / over);
    if (ROLLUP_METRICS[metric].unit !== 'share') return 0;
    const share = Math.max(mean, 1 / Math.max(1, requests));
    return Math.sqrt((share * (1 - Math.min(share, 1))) / Math.max(1, requests));
  }
}

function judged(
  value: number,
  { value: expected, spread }: Expected,
  condition: AlertCondition<'change'>,
): Pick<Observation, 'verdict' | 'value' | 'threshold'> {
  const { direction, deviations, atLeast } = condition;
  const distance = Math.max(deviations * spread, atLeast * expected);
  const off = value - expected;
  const away = direction === 'up' ? off : direction === 'down' ? -off : Math.abs(off);
  const threshold = off < 0 ? Math.max(0, expected - distance) : expected + distance;
  return { value, threshold, verdict: away > distance ? 'bad' : away > distance * BACK ? 'between' : 'good' };
}
