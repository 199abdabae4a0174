import type { LintResult, Waiver } from '@airside/openapi/linting';

import { countsOf, type FileReport, type LintReport } from '../lint-report.ts';
import { jsonText } from './json-text.ts';
import { placeOf, portablePath } from './places.ts';

/** The report as JSON, for programs. */
export function jsonReport({ files, waivers }: LintReport): string {
  const report = {
    files: files.map(fileEntry),
    waivers: waivers.map(({ file, expired, unused }) => ({
      file: portablePath(file),
      expired: expired.map(({ waiver, results }) => ({ ...waiver, results })),
      unused,
    })),
  };
  return jsonText(report);
}

function fileEntry({ file, ruleset, results, waived, score, unwaivedScore }: FileReport): object {
  return {
    file: portablePath(file),
    ruleset,
    score: rounded(score.total),
    scoreWithoutWaivers: rounded(unwaivedScore),
    families: Object.fromEntries(Object.entries(score.families).map(([family, value]) => [family, rounded(value)])),
    gains: score.gains.map(({ rule, places, gain }) => ({ rule, places, gain: rounded(gain) })),
    counts: countsOf(results),
    results: results.map(resultEntry),
    waived: waived.map(({ result, waiver }) => ({ ...resultEntry(result), waiver: waiverEntry(waiver) })),
  };
}

function resultEntry(result: LintResult): object {
  const { code, severity, message, file, documentationUrl } = result;
  return {
    rule: code,
    severity,
    message,
    file: portablePath(file),
    ...placeOf(result),
    ...(documentationUrl !== undefined && { documentationUrl }),
  };
}

function waiverEntry({ rule, reason, owner, until, line }: Waiver): object {
  return { rule, reason, owner, until, line };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
