import { groupedRows, labelKey } from '../../rollups/query.ts';
import { DISTRIBUTION_NAMES, type Tally } from '../../rollups/tally.ts';
import { type AlertLabels, type EvaluatorOf, type Observation, settledEnd } from './evaluation.ts';
import { formatSpan, formatValue } from './format.ts';

/** A pair of windows is looked at again after this share of its short one: a window of six hours changes little within a minute. */
const AGAIN_AFTER = 1 / 10;
/** The time that objectives are usually agreed for. */
const PERIOD_MS = 30 * 86_400_000;
const DURATION_PLACE = DISTRIBUTION_NAMES.indexOf('duration');

interface Window {
  readonly long: number;
  readonly short: number;
  readonly factor: number;
}

/**
 * The budget of errors burns too fast in both windows of a pair (Site Reliability Workbook, chapter 5). Short windows are read first: the long one
 * only for those that are bad there, which is hardly ever any.
 */
export const burnRateEvaluator: EvaluatorOf<'burnRate'> = (rule, condition, sources) => {
  const { objective, fasterThan, minRequests } = condition;
  const details = fasterThan === undefined ? 'counts' : 'duration';
  const budget = 1 - objective;

  /** How many times too fast it burns, by series. */
  const burning = (toMs: number, span: number, apis?: readonly string[]) => {
    const filter = apis === undefined ? rule.scope : { ...rule.scope, apis };
    const rows = groupedRows(sources.rollups, { groupBy: rule.groupBy, filter, fromMs: toMs - span, toMs }, details);
    return rows.map(({ labels, tally }) => ({ labels, tally, rate: badShare(tally, fasterThan) / budget }));
  };

  const lookAt = ({ long, short, factor }: Window, toMs: number): Observation[] => {
    const suspects = burning(toMs, short).filter(({ rate }) => rate > factor);
    if (suspects.length === 0) return [];
    const keys = new Set(suspects.map(({ labels }) => labelKey(labels)));
    const apis = apisOf(suspects);
    return burning(toMs, long, apis)
      .filter(({ labels, tally, rate }) => rate > factor && keys.has(labelKey(labels)) && tally.sum('requests') >= minRequests)
      .map(({ labels, tally, rate }) => ({
        labels,
        verdict: 'bad' as const,
        value: rate,
        threshold: factor,
        unit: 'factor',
        facts: [
          [
            'objective',
            `${formatValue(objective, 'share')}${fasterThan === undefined ? ' without 5xx' : ` within ${formatSpan(fasterThan)}, without 5xx`}`,
          ],
          ['windows', `${formatSpan(long)} and ${formatSpan(short)}`],
          ['bad', `${formatValue(rate * budget, 'share')} of ${tally.sum('requests')} requests`],
          ['budget of 30 days is gone in', formatSpan(PERIOD_MS / rate)],
        ],
      }));
  };

  const last = condition.windows.map((window) => ({ window, dueMs: 0, observations: [] as readonly Observation[] }));
  return (nowMs) => {
    const worst = new Map<string, Observation>();
    let slower = 0;
    for (const [place, pair] of last.entries()) {
      // Beside the fastest pair one at a time: after a start, when all are due, the windows of days are read one look after the other.
      if (nowMs >= pair.dueMs && (place === 0 || slower++ === 0)) {
        pair.observations = lookAt(pair.window, settledEnd(nowMs));
        pair.dueMs = nowMs + pair.window.short * AGAIN_AFTER;
      }
      // The first pair is the fastest: what it says is what matters most.
      for (const observation of pair.observations) {
        const key = labelKey(observation.labels);
        if (!worst.has(key)) worst.set(key, observation);
      }
    }
    return { observations: [...worst.values()] };
  };
};

/** A request that is both slow and answered with 5xx counts once: the larger of the two shares is taken, which never says too much. */
function badShare(tally: Tally, fasterThan: number | undefined): number {
  const requests = tally.sum('requests');
  if (requests === 0) return 0;
  const errors = tally.sum('status5xx') / requests;
  if (fasterThan === undefined) return errors;
  return Math.max(errors, tally.distributions[DURATION_PLACE]?.sketch().tail(fasterThan) ?? 0);
}

/** Reading the long window of a few APIs is cheap by the index of series; of many, all are read. */
const MOST_APIS = 100;

function apisOf(suspects: readonly { readonly labels: AlertLabels }[]): readonly string[] | undefined {
  const apis = new Set(suspects.map(({ labels }) => labels.api));
  return apis.size > MOST_APIS ? undefined : apis.has(undefined) ? undefined : [...apis].filter((api) => api !== undefined);
}
