/** What an indicator said of a subject, and at which of its calls. */
export interface Heard {
  readonly surprise: number;
  readonly call: number;
  /** What it is a side of; undefined where it stands for itself. */
  readonly kin: string | undefined;
}

/** Each further indicator is picked from some fifty, which costs two decades (Bonferroni); they are not quite independent, which costs another half of one. */
const PICKED = 2.5;

/**
 * One surprise of what several indicators said of a subject within a day, each once: the first, and what each later one is above chance, which has as many tries as there are calls from
 * the first to it. So what follows at once counts, and what comes after hundreds of calls hardly. The most surprising beginning is taken. Of one kin the most counts that any of it is above chance.
 */
export function oneAfterAnother(heard: readonly Heard[]): number {
  const inOrder = heard.toSorted((one, other) => one.call - other.call);
  let highest = 0;
  for (const [index, first] of inOrder.entries()) {
    const counted = new Map([[first.kin, first.surprise - PICKED]]);
    let sum = first.surprise;
    for (const { surprise, call, kin } of inOrder.slice(index + 1)) {
      const excess = Math.max(0, surprise - PICKED - Math.log10(1 + call - first.call));
      const before = kin === undefined ? 0 : Math.max(0, counted.get(kin) ?? 0);
      sum += Math.max(0, excess - before);
      counted.set(kin, Math.max(before, excess));
    }
    if (sum > highest) highest = sum;
  }
  return highest;
}
