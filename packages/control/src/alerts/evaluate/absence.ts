import { groupedRows, labelKey } from '../../rollups/query.ts';
import { createBaseline } from './baseline.ts';
import { type EvaluatorOf, type Observation, settledEnd } from './evaluation.ts';
import { formatSpan, formatValue } from './format.ts';

const HOUR_MS = 3_600_000;

/** No request comes where usually some do, in each of the weeks that are known. */
export const absenceEvaluator: EvaluatorOf<'absence'> = (rule, condition, sources) => {
  const { over, expected, weeks, minWeeks } = condition;
  const usual = createBaseline(rule, sources.rollups, { metric: 'requests', perCaller: false, weeks, scaleByGrowth: false });
  return (nowMs) => {
    const toMs = settledEnd(nowMs);
    const fromMs = toMs - over;
    if (fromMs < sources.sinceMs) return { observations: [], note: `Airside has not run for ${formatSpan(over)} yet`, complete: false };
    const { series, weeksKnown } = usual(fromMs);
    if (weeksKnown < minWeeks)
      return { observations: [], note: `needs the same hour of ${minWeeks} weeks, and knows it of ${weeksKnown}`, complete: false };
    const present = new Set(
      groupedRows(sources.rollups, { groupBy: rule.groupBy, filter: rule.scope, fromMs, toMs }, 'counts').map(({ labels }) =>
        labelKey(labels),
      ),
    );
    const observations: Observation[] = [];
    for (const [key, { labels, weeks: values }] of series) {
      if (present.has(key)) continue;
      const least = Math.min(...values.map((value) => value ?? 0));
      const inWindow = (least * over) / HOUR_MS;
      if (inWindow < expected) continue;
      observations.push({
        labels,
        verdict: 'bad',
        value: 0,
        threshold: 1,
        unit: 'requests',
        facts: [
          ['nothing for', formatSpan(over)],
          ['usual in that time', `at least ${formatValue(inWindow, 'requests')} in each of ${weeksKnown} weeks`],
        ],
      });
    }
    return { observations };
  };
};
