import type { ScoreBook } from './score-book.ts';

/** How well scores tell attacks from the rest. A rate is null where there is nothing that it could be of. */
export interface ScoreReport {
  readonly benign: number;
  readonly attacks: number;
  /** Area under the ROC curve: how often an attack scores higher than something benign, ties counted half. */
  readonly auc: number | null;
  /** Share of attacks found at the threshold at which so large a share of what is benign is taken for an attack at most. */
  readonly found: Readonly<Record<FalsePositiveRate, number | null>>;
  /** How many benign ones may score higher than the threshold of `found`: on so few it hangs. */
  readonly allowed: Readonly<Record<FalsePositiveRate, number>>;
  /** At the threshold that was given. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly falsePositives: number | null;
  readonly categories: readonly CategoryReport[];
}

interface CategoryReport {
  readonly category: string;
  readonly attacks: number;
  readonly auc: number | null;
  readonly found: Readonly<Record<FalsePositiveRate, number | null>>;
  readonly recall: number;
}

/** Written as in the report. */
type FalsePositiveRate = '0.001' | '0.01';

/** Reports on scores; `threshold` is the one from which on something counts as found in precision, recall and F1. */
export function reportScores(book: ScoreBook, threshold: number): ScoreReport {
  const benign = book.benign.sorted();
  const thresholds = { '0.001': thresholdAt(benign, 0.001), '0.01': thresholdAt(benign, 0.01) };
  const categories = [...book.attacks]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, scores]) => countsOf(category, scores.sorted()));
  const all = sumOf(categories);
  const falsePositives = benign.length - firstAtLeast(benign, threshold);
  const rates = (of: Counts): Pick<ScoreReport, 'auc' | 'found'> => ({
    auc: share(of.wins, benign.length * of.attacks),
    found: {
      '0.001': benign.length === 0 ? null : share(of.strict, of.attacks),
      '0.01': benign.length === 0 ? null : share(of.loose, of.attacks),
    },
  });
  return {
    benign: benign.length,
    attacks: all.attacks,
    ...rates(all),
    allowed: { '0.001': allowedAt(benign, 0.001), '0.01': allowedAt(benign, 0.01) },
    precision: share(all.reached, all.reached + falsePositives),
    recall: share(all.reached, all.attacks),
    f1: all.attacks === 0 ? null : (2 * all.reached) / (all.reached + falsePositives + all.attacks),
    falsePositives: share(falsePositives, benign.length),
    categories: categories.map((each) => ({
      category: each.category,
      attacks: each.attacks,
      ...rates(each),
      recall: each.reached / each.attacks,
    })),
  };

  function countsOf(category: string, scores: Float64Array): Counts & { readonly category: string } {
    let wins = 0;
    for (const score of scores) wins += (firstAtLeast(benign, score) + firstAbove(benign, score)) / 2;
    return {
      category,
      attacks: scores.length,
      wins,
      strict: scores.length - firstAbove(scores, thresholds['0.001']),
      loose: scores.length - firstAbove(scores, thresholds['0.01']),
      reached: scores.length - firstAtLeast(scores, threshold),
    };
  }
}

interface Counts {
  readonly attacks: number;
  /** Benign scores that are lower, over all attacks. */
  readonly wins: number;
  /** Attacks above the thresholds of 0.1 % and of 1 %, and that reach the given one. */
  readonly strict: number;
  readonly loose: number;
  readonly reached: number;
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = (of: (counts: Counts) => number): number => all.reduce((total, each) => total + of(each), 0);
  return {
    attacks: sum(({ attacks }) => attacks),
    wins: sum(({ wins }) => wins),
    strict: sum(({ strict }) => strict),
    loose: sum(({ loose }) => loose),
    reached: sum(({ reached }) => reached),
  };
}

/** What that share of benign scores exceeds at most. */
function thresholdAt(benign: Float64Array, rate: number): number {
  return benign[benign.length - 1 - allowedAt(benign, rate)] ?? Number.NEGATIVE_INFINITY;
}

function allowedAt(benign: Float64Array, rate: number): number {
  return Math.floor(rate * benign.length);
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  return search(sorted, (each) => each >= value);
}

function firstAbove(sorted: Float64Array, value: number): number {
  return search(sorted, (each) => each > value);
}

/** Index of the first element that fits, of those that are sorted so that all after it fit. */
function search(sorted: Float64Array, fits: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
