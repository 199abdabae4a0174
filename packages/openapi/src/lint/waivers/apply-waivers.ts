import { dirname, relative, sep } from 'node:path';

import { parsePointer } from '../../pointer.ts';
import type { LintResult } from '../lint-result.ts';
import { matchesGlob } from '../ruleset/glob.ts';
import type { Waiver, Waivers } from './waiver.ts';

/** What waivers have done to results. */
export interface WaiverOutcome {
  /** Results that count. */
  readonly standing: readonly LintResult[];
  readonly waived: readonly { readonly result: LintResult; readonly waiver: Waiver }[];
  /** Waivers past their day that results would need: those results count. */
  readonly expired: readonly { readonly waiver: Waiver; readonly results: number }[];
  /** Waivers that no result needs. */
  readonly unused: readonly Waiver[];
}

/** Lays waivers over results; `today` is a day in UTC (`2026-11-29`). The first one that holds is taken. */
export function applyWaivers(results: readonly LintResult[], { file, entries }: Waivers, today: string): WaiverOutcome {
  const folder = dirname(file);
  const compiled = entries.map((waiver) => ({
    waiver,
    tokens: waiver.pointer === undefined ? undefined : parsePointer(waiver.pointer),
    expired: waiver.until < today,
    needed: 0,
  }));
  const byRule = new Map<string, typeof compiled>();
  const standing: LintResult[] = [];
  const waived: { result: LintResult; waiver: Waiver }[] = [];
  for (const result of results) {
    const ofRule = byRule.get(result.code) ?? compiled.filter(({ waiver }) => matchesGlob(result.code, waiver.rule));
    byRule.set(result.code, ofRule);
    const place = relative(folder, result.file).replaceAll(sep, '/');
    const fitting = ofRule.filter(
      ({ waiver, tokens }) =>
        (waiver.file === undefined || matchesGlob(place, waiver.file)) && (tokens === undefined || leadsTo(tokens, result.path)),
    );
    for (const entry of fitting) entry.needed++;
    const holding = fitting.find(({ expired }) => !expired);
    if (holding === undefined) standing.push(result);
    else waived.push({ result, waiver: holding.waiver });
  }
  return {
    standing,
    waived,
    expired: compiled.flatMap(({ waiver, expired, needed }) => (expired && needed > 0 ? [{ waiver, results: needed }] : [])),
    unused: compiled.flatMap(({ waiver, needed }) => (needed === 0 ? [waiver] : [])),
  };
}

/** Whether a pointer names a place or one around it. */
function leadsTo(tokens: readonly string[], path: readonly (string | number)[]): boolean {
  return tokens.length <= path.length && tokens.every((token, index) => token === '*' || token === String(path[index]));
}
