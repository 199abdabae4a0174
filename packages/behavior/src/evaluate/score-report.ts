/** Something judged, and what it is said to be. */
export interface Scored {
  readonly score: number;
  readonly isAttack: boolean;
  readonly category: string;
}

/** How well scores tell attacks from the rest. A rate is null where there is nothing that it could be of. */
export interface ScoreReport {
  readonly benign: number;
  readonly attacks: number;
  /** Area under the ROC curve: how often an attack scores higher than something benign, ties counted half. */
  readonly auc: number | null;
  /** Share of attacks found at the threshold at which so large a share of what is benign is taken for an attack at most. */
  readonly found: Readonly<Record<FalsePositiveRate, number | null>>;
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
export function reportScores(scored: readonly Scored[], threshold: number): ScoreReport {
  const benign = Float64Array.from(scored.filter(({ isAttack }) => !isAttack).map(({ score }) => score)).sort();
  const attacks = scored.filter(({ isAttack }) => isAttack);
  const scores = attacks.map(({ score }) => score);
  const truePositives = scores.filter((score) => score >= threshold).length;
  const falsePositives = benign.reduce((count, score) => count + (score >= threshold ? 1 : 0), 0);
  const precision = share(truePositives, truePositives + falsePositives);
  const recall = share(truePositives, scores.length);
  return {
    benign: benign.length,
    attacks: scores.length,
    auc: areaUnder(benign, scores),
    found: foundAt(benign, scores),
    precision,
    recall,
    f1: recall === null ? null : (2 * truePositives) / (2 * truePositives + falsePositives + scores.length - truePositives),
    falsePositives: share(falsePositives, benign.length),
    categories: [...Map.groupBy(attacks, ({ category }) => category)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([category, members]) => {
        const own = members.map(({ score }) => score);
        return {
          category,
          attacks: own.length,
          auc: areaUnder(benign, own),
          found: foundAt(benign, own),
          recall: own.filter((score) => score >= threshold).length / own.length,
        };
      }),
  };
}

function foundAt(benign: Float64Array, attacks: readonly number[]): Record<FalsePositiveRate, number | null> {
  const at = (rate: number): number | null => {
    if (benign.length === 0 || attacks.length === 0) return null;
    const threshold = benign[benign.length - 1 - Math.floor(rate * benign.length)] ?? Number.NEGATIVE_INFINITY;
    return attacks.filter((score) => score > threshold).length / attacks.length;
  };
  return { '0.001': at(0.001), '0.01': at(0.01) };
}

function areaUnder(benign: Float64Array, attacks: readonly number[]): number | null {
  if (benign.length === 0 || attacks.length === 0) return null;
  let sum = 0;
  for (const score of attacks) sum += (firstAtLeast(benign, score) + firstAbove(benign, score)) / 2;
  return sum / (benign.length * attacks.length);
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
