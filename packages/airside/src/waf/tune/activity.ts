import type { CommonPlaces } from './common-places.ts';
import type { Observation } from './observation.ts';
import { partOf } from './part.ts';

const WINDOW_MS = 10 * 60_000;
const MOST_KEPT = 32;

/** From how much on within a window somebody looks like an attacker. */
const FAMILIES = 3;
const PLACES = 3;
const RULES = 8;
/** Rules that know attack tools by their names: those of the Core Rule Set, and Airside's own. */
const isScannerRule = (rule: number): boolean => family(rule) === 913 || rule === OWN_SCANNER_RULE;
const OWN_SCANNER_RULE = 101_018;

/** What rules found in the requests of one caller, in windows of ten minutes, besides what they find in everybody's. */
export class Activity {
  #window = -1;
  readonly #rules = new Set<number>();
  readonly #places = new Set<string>();
  /** Why the caller looks like an attacker; of the first window in which that was so. */
  suspicion: string | undefined;

  note(observation: Observation, common: CommonPlaces): void {
    if (this.suspicion !== undefined) return;
    const { operation, timeMs, matches } = observation;
    const window = Math.floor(timeMs / WINDOW_MS);
    if (window !== this.#window) {
      this.#window = window;
      this.#rules.clear();
      this.#places.clear();
    }
    for (const { rule, variables } of matches) {
      if (isScannerRule(rule)) this.suspicion = 'a caller bears the name of an attack tool';
      const parts = variables.flatMap((variable) => partOf(variable) ?? []).filter((part) => !common.has(observation, rule, part));
      if (parts.length === 0) continue;
      if (this.#rules.size < MOST_KEPT) this.#rules.add(rule);
      for (const part of parts) if (this.#places.size < MOST_KEPT) this.#places.add(JSON.stringify([operation, part]));
    }
    this.suspicion ??= this.#spread();
  }

  #spread(): string | undefined {
    const families = new Set([...this.#rules].map(family)).size;
    if (families >= FAMILIES && this.#places.size >= PLACES) {
      return `a caller set off ${families} families of rules in ${this.#places.size} places within ten minutes`;
    }
    return this.#rules.size >= RULES ? `a caller set off ${this.#rules.size} rules within ten minutes` : undefined;
  }
}

/** Rule files number their rules in thousands: 942100 is of the family 942. */
function family(rule: number): number {
  return Math.floor(rule / 1000);
}
