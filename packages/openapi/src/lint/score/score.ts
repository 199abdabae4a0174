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

/** What a rule costs its family at most, by severity. */
const SEVERITY_COSTS: Readonly<Record<LintSeverity, number>> = { error: 12, warn: 5, info: 2, hint: 1 };

/** Of its cost, a rule that reports at all takes this part; the rest grows with the share of places. */
const FIRST_PLACE = 0.25;
/** How steeply the score of a family falls with its damage: all rules broken everywhere leave 100 · e^−4, which is 2. */
const STEEPNESS = 4;

/**
 * The score of a definition of a `size` (its operations and shared schemas, at least 1) from what `rules` have reported on it. What no rule
 * has looked at (size 0) scores 0.
 *
 * A rule that reported n places does the damage cost × (¼ + ¾ · n / (n + size)): one place in a large definition counts little, but never
 * nothing; places everywhere count nearly in full. Places of different severities are counted apart. A family with damage D, whose rules
 * cost C together, scores 100 · e^(−4 · D / C); the total is the mean of the families by weight. What no rule has reported (`parser` and
 * the like) does damage to every family.
 *
 * Taking a result away lowers D, and changes nothing else: the score never falls by mending.
 */
export function scoreOf(results: readonly Pick<LintResult, 'code' | 'severity'>[], rules: readonly ScoredRule[], size: number): Score {
  const families = familiesOf(rules);
  const names = new Set(rules.map(({ name }) => name));
  const touched = (code: string): readonly Family[] => (names.has(code) ? [familyOf(code)] : [...families.keys()]);
  if (size < 1) return { total: 0, families: Object.fromEntries([...families.keys()].map((family) => [family, 0])), gains: [] };
  const damage = damageByRule(results, size);
  for (const [code, { units }] of damage) for (const family of touched(code)) change(families, family, units);
  const total = totalOf(families);
  const gains = [...damage].map(([rule, { units, places }]) => {
    const without = new Map(families);
    for (const family of touched(rule)) change(without, family, -units);
    return { rule, places, gain: Math.max(0, totalOf(without) - total) };
  });
  return {
    total,
    families: Object.fromEntries([...families].map(([family, state]) => [family, familyScore(state)])),
    gains: gains.toSorted((a, b) => b.gain - a.gain || (a.rule < b.rule ? -1 : 1)),
  };
}

/** What is to be known of a rule that was asked. */
export interface ScoredRule {
  readonly name: string;
  readonly severity: LintSeverity | 'off';
}

interface FamilyState {
  /** What its rules cost together. */
  readonly cost: number;
  readonly damage: number;
}

/** The families of the rules, undamaged; where there are no rules, one for what is found without them. */
function familiesOf(rules: readonly ScoredRule[]): Map<Family, FamilyState> {
  const costs = new Map<Family, number>();
  for (const { name, severity } of rules)
    costs.set(familyOf(name), (costs.get(familyOf(name)) ?? 0) + (severity === 'off' ? 0 : SEVERITY_COSTS[severity]));
  if (costs.size === 0) costs.set('other', 0);
  return new Map([...costs].map(([family, cost]) => [family, { cost: Math.max(cost, SEVERITY_COSTS.error), damage: 0 }]));
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

function familyScore({ cost, damage }: FamilyState): number {
  // Sums of fractions may end a hair below zero.
  return 100 * Math.exp((-STEEPNESS * Math.max(0, damage)) / cost);
}

function totalOf(families: ReadonlyMap<Family, FamilyState>): number {
  let [sum, weights] = [0, 0];
  for (const [family, state] of families) {
    sum += FAMILY_WEIGHTS[family] * familyScore(state);
    weights += FAMILY_WEIGHTS[family];
  }
  return sum / weights;
}

function change(families: Map<Family, FamilyState>, family: Family, units: number): void {
  const state = families.get(family);
  if (state !== undefined) families.set(family, { ...state, damage: state.damage + units });
}
