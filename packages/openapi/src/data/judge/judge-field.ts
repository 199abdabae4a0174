import type { DataClass } from '../data-class.ts';
import type { NameEvidence } from '../names/name-index.ts';
import { RARE } from './class-index.ts';
import type { Tally } from './tally.ts';

/** What is known of a field when it is judged. */
export interface FieldEvidence {
  readonly named: readonly NameEvidence[];
  /** Values that were looked at. */
  readonly values: number;
  /** Values that whoever made the record took out because they were secret. */
  readonly withheld: number;
  readonly tallies: readonly Tally[];
}

/** That a field is of a class, and why. */
export interface Judgement {
  readonly dataClass: DataClass;
  /** How likely it is, from 0 to 1. */
  readonly confidence: number;
  readonly name: 'strong' | 'weak' | null;
  readonly tally: Tally | undefined;
}

/**
 * Evidence is counted in bits, as logarithms of how much more likely it makes a field of the class. A field taken at random is of a class with odds
 * of one in a thousand; a name that means the class, a name that may mean it, and every distinct value outweigh that.
 */
const PRIOR_BITS = -10;
const NAME_BITS = { strong: 12, weak: 6 } as const;
/** Values that are plausible only are alike in one field: ten prove little more than three. */
const MOST_BITS_OF_PLAUSIBLE = 5;
const PLAUSIBLE = 0.05;
/** That the record left the value out, as it does with secrets, where the name says that it is one. */
const WITHHELD_BITS = 4;
/** The share of values that has to fit, where the name speaks for the class and where it does not. */
const NAMED_SHARE = 0.5;
const UNNAMED_SHARE = 0.8;

/**
 * The classes that a field is of, most certain first. Of one family only the best is kept, besides those that single values prove; and what a name
 * may mean goes where the name means something else.
 */
export function judgeField(evidence: FieldEvidence): readonly Judgement[] {
  const judgements = [...byTally(evidence), ...byNameAlone(evidence)].toSorted((a, b) => b.confidence - a.confidence);
  const isNamed = judgements.some(({ name }) => name === 'strong');
  const families = new Set<string>();
  return judgements.filter(({ dataClass, name, tally }) => {
    const { family } = dataClass;
    const isBest = !families.has(family);
    families.add(family);
    if (tally !== undefined && tally.rarest <= RARE) return true;
    return (isBest || family === 'own') && !(isNamed && name === 'weak' && (tally?.rarest ?? 1) > PLAUSIBLE);
  });
}

/** Whether enough values of a field fit a class, as far as they were seen, or one that proves it: what fits by chance is no volume. */
export function isMostly({ named, values }: Pick<FieldEvidence, 'named' | 'values'>, { dataClass, fits, rarest }: Tally): boolean {
  const said = named.find((candidate) => candidate.dataClass === dataClass)?.strength ?? null;
  return rarest <= RARE || fits >= values * leastShare(said);
}

function leastShare(said: NameEvidence['strength'] | null): number {
  return said === null || said === 'against' ? UNNAMED_SHARE : NAMED_SHARE;
}

function byTally({ named, values, tallies }: FieldEvidence): readonly Judgement[] {
  return tallies.flatMap((tally) => {
    const { dataClass, fits, rarest } = tally;
    const said = named.find((candidate) => candidate.dataClass === dataClass)?.strength ?? null;
    if (said === 'against' && rarest > RARE) return [];
    const name = said === 'against' ? null : said;
    const share = values === 0 ? 0 : fits / values;
    if (rarest > RARE && share < leastShare(name)) return [];
    const valueBits = rarest > PLAUSIBLE ? Math.min(tally.bits, MOST_BITS_OF_PLAUSIBLE) : tally.bits;
    return [{ dataClass, name, tally, confidence: confidenceOf(valueBits + (name === null ? 0 : NAME_BITS[name])) }];
  });
}

/** Where no value was to be seen, a name that means the class has to do. */
function byNameAlone({ named, values, withheld }: FieldEvidence): readonly Judgement[] {
  if (values > 0) return [];
  return named.flatMap(({ dataClass, strength }) => {
    if (strength !== 'strong') return [];
    const isLeftOut = withheld > 0 && dataClass.family === 'credential';
    return [{ dataClass, name: strength, tally: undefined, confidence: confidenceOf(NAME_BITS.strong + (isLeftOut ? WITHHELD_BITS : 0)) }];
  });
}

function confidenceOf(bits: number): number {
  return 1 / (1 + 2 ** -(PRIOR_BITS + bits));
}
