import type { LintResult, LintSeverity } from '../lint-result.ts';
import { FAMILY_WEIGHTS, type Family, familyOf } from './families.ts';

/** How good a definition is, by the rules it was held against, and what would make it better. All scores are from 0 to 100, unrounded. */
export interface Score {
  readonly total: number;
  /** Of the families that have rules in the rule set. */
  readonly families: Partial<Readonly<Record<Family, number>>>;
  /** One entry per rule that reported, the one whose mending would raise the total most first. */
  readonly gains: readonly Gain[];
}

export interface Gain {
  readonly rule: string;
  readonly places: number;
  /** What the total would rise by if all places were mended. */
  readonly gain: number;
}

/** What a rule costs its family at most, in units of damage, by the severity of what it reported. */
const SEVERITY_COSTS: Readonly<Record<LintSeverity, number>> = { error: 12, warn: 5, info: 2, hint: 1 };

/** Of its cost, a rule that reports at all takes this part; the rest grows with the share of places. */
const FIRST_PLACE = 0.25;
/** Damage that lowers the score of a family to 1/e, 37 of 100. */
const DAMAGE_SCALE = 40;

/**
 * The score of a definition of a `size` (its operations and shared schemas, at least 1) from what `rules` have reported on it.
 *
 * A rule that reported n places does the damage cost × (¼ + ¾ · n / (n + size)): one place in a large definition counts little, but never
 * nothing; places everywhere count nearly in full. Places of different severities are counted apart. A family with damage D scores
 * 100 · e^(−D/40), the total is the mean of the families by weight. Taking a result away lowers D, and changes nothing else: the score never
 * falls by mending.
 */
export function scoreOf(results: readonly Pick<LintResult, 'code' | 'severity'>[], rules: Iterable<string>, size: number): Score {
  const families = new Set([...rules, ...results.map(({ code }) => code)].map(familyOf));
  const damage = damageByRule(results, Math.max(1, size));
  const byFamily = new Map<Family, number>([...families].map((family) => [family, 0]));
  for (const [rule, { units }] of damage) add(byFamily, familyOf(rule), units);
  const total = totalOf(byFamily);
  const gains = [...damage].map(([rule, { units, places }]) => {
    const without = new Map(byFamily);
    add(without, familyOf(rule), -units);
    return { rule, places, gain: Math.max(0, totalOf(without) - total) };
  });
  return {
    total,
    families: Object.fromEntries([...byFamily].map(([family, units]) => [family, familyScore(units)])),
    gains: gains.toSorted((a, b) => b.gain - a.gain || (a.rule < b.rule ? -1 : 1)),
  };
}

interface Damage {
  readonly units: number;
  readonly places: number;
}

function damageByRule(results: readonly Pick<LintResult, 'code' | 'severity'>[], size: number): ReadonlyMap<string, Damage> {
  const counts = new Map<string, Map<LintSeverity, number>>();
  for (const { code, severity } of results) {
    const bySeverity = counts.get(code) ?? new Map<LintSeverity, number>();
    counts.set(code, bySeverity.set(severity, (bySeverity.get(severity) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([rule, bySeverity]) => {
      const entries = [...bySeverity];
      const units = entries.reduce((sum, [severity, places]) => sum + SEVERITY_COSTS[severity] * shareOf(places, size), 0);
      return [rule, { units, places: entries.reduce((sum, [, places]) => sum + places, 0) }];
    }),
  );
}

function shareOf(places: number, size: number): number {
  return FIRST_PLACE + (1 - FIRST_PLACE) * (places / (places + size));
}

function familyScore(damage: number): number {
  // Sums of fractions may end a hair below zero.
  return 100 * Math.exp(-Math.max(0, damage) / DAMAGE_SCALE);
}

function totalOf(byFamily: ReadonlyMap<Family, number>): number {
  let [sum, weights] = [0, 0];
  for (const [family, damage] of byFamily) {
    sum += FAMILY_WEIGHTS[family] * familyScore(damage);
    weights += FAMILY_WEIGHTS[family];
  }
  return weights === 0 ? 100 : sum / weights;
}

function add(byFamily: Map<Family, number>, family: Family, units: number): void {
  byFamily.set(family, (byFamily.get(family) ?? 0) + units);
}
