import type { LintResult, LintSeverity, Rule, Score, Waiver, WaiverOutcome } from '@airside/openapi/linting';

/** What linting one definition has given. */
export interface FileReport {
  /** Absolute. */
  readonly file: string;
  /** The rule set that it was held against: a file, or the name of a built-in one. */
  readonly ruleset: string;
  readonly rules: readonly Rule[];
  /** What counts, in the order of the definition. */
  readonly results: readonly LintResult[];
  readonly waived: readonly WaivedResult[];
  readonly score: Score;
  /** The total as it would be without waivers. */
  readonly unwaivedScore: number;
  /** Something kept the rules from looking at all of it, or at any of it: it fails. */
  readonly incomplete: boolean;
}

export type WaiverReport = Pick<WaiverOutcome, 'expired' | 'unused'> & { readonly file: string };

export interface WaivedResult {
  readonly result: LintResult;
  readonly waiver: Waiver;
}

export interface LintReport {
  readonly files: readonly FileReport[];
  /** What is to be said of the files of waivers that were used. */
  readonly waivers: readonly WaiverReport[];
  readonly failSeverity: LintSeverity | 'never';
}

export const SEVERITIES = ['error', 'warn', 'info', 'hint'] as const satisfies readonly LintSeverity[];

/** Whether a severity is as bad as another, or worse. */
export function atLeast(severity: LintSeverity, least: LintSeverity | 'never'): boolean {
  return least !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

export function countsOf(results: readonly LintResult[]): Readonly<Record<LintSeverity, number>> {
  const counts = { error: 0, warn: 0, info: 0, hint: 0 };
  for (const { severity } of results) counts[severity]++;
  return counts;
}

/** Scores are shown whole, and rounded down: 100 is for definitions that broke nothing. */
export function shownScore(score: number): number {
  return Math.floor(score + 1e-9);
}
