import type { Indicator } from '../indicators/indicator.ts';

/** What an indicator said of a subject, and at which of its calls. */
export interface Heard {
  readonly surprise: number;
  readonly call: number;
  readonly kin: Indicator['kin'];
}

/** Each further indicator is picked from some fifty, which costs two decades (Bonferroni); they are not quite independent, which costs another half of one. */
const PICKED = 2.5;

/**
 * One surprise of what several indicators said of a subject within a day, each once: the first, and what each later one is above chance, which has as many tries as there are calls from
 * the first to it. So what follows at once counts, and what comes after hundreds of calls hardly. The most surprising beginning is taken. Of one kin a further one adds half.
 */
export function oneAfterAnother(heard: readonly Heard[]): number {
  const inOrder = heard.toSorted((one, other) => one.call - other.call);
  let highest = 0;
  for (const [index, first] of inOrder.entries()) {
    const kin = new Set([first.kin]);
    let sum = first.surprise;
    for (const { surprise, call, kin: own } of inOrder.slice(index + 1)) {
      const excess = Math.max(0, surprise - PICKED - Math.log10(1 + call - first.call));
      sum += own !== undefined && kin.has(own) ? excess / 2 : excess;
      kin.add(own);
    }
    if (sum > highest) highest = sum;
  }
  return highest;
}
