import type { LintResult } from '@airside/openapi/linting';

import { columns, counted, paint, printable, shortPath } from '../../terminal.ts';
import { atLeast, countsOf, type FileReport, type LintReport, shownScore } from '../lint-report.ts';
import { placeOf } from './places.ts';

const COLOURS = { error: 'red', warn: 'yellow', info: 'blue', hint: 'dim' } as const;
const MOST_GAINS = 5;

/** Results in words, by file, each with its summary and score; `quiet` keeps what fails and nothing else. */
export function terminalReport(report: LintReport, quiet: boolean): string {
  const blocks = report.files.map((file) => (quiet ? failures(file, report) : block(file)));
  return [...blocks.flat(), ...(quiet ? [] : waiverLines(report))].map((line) => `${line}\n`).join('');
}

function failures(file: FileReport, { failSeverity }: LintReport): string[] {
  const failing = file.results.filter(({ severity }) => atLeast(severity, failSeverity));
  return failing.length === 0 ? [] : [shown(file.file), ...resultLines(failing, file.file)];
}

function block(file: FileReport): string[] {
  const counts = countsOf(file.results);
  const waived = file.waived.length === 0 ? '' : `; ${file.waived.length} waived`;
  const summary = `${counted(counts.error, 'error')}, ${counted(counts.warn, 'warning')}, ${counts.info} info, ${counted(counts.hint, 'hint')}${waived}`;
  return [
    paint('underline', shown(file.file)),
    ...resultLines(file.results, file.file),
    ...(file.results.length === 0 ? [] : ['']),
    `  ${counts.error > 0 ? paint('red', summary) : summary}`,
    ...scoreLines(file),
    '',
  ];
}

function resultLines(results: readonly LintResult[], file: string): string[] {
  const rows = results.map((result) => {
    const { line, column } = placeOf(result);
    const elsewhere = result.file === file || result.file === '' ? '' : `${printable(shortPath(result.file))}:`;
    return [`  ${elsewhere}${line}:${column}`, result.severity.padEnd(5), printable(result.code), printable(result.message)];
  });
  if (rows.length === 0) return [];
  // Colour counts as width, so that it comes after the columns are set.
  return columns(rows)
    .split('\n')
    .map((line, index) => {
      const severity = results[index]?.severity ?? 'hint';
      const [place = '', , ...rest] = rows[index] ?? [];
      const before = line.indexOf(severity, place.length);
      return rest.length === 0 ? line : line.slice(0, before) + paint(COLOURS[severity], severity) + line.slice(before + severity.length);
    });
}

function scoreLines({ score, unwaivedScore, waived }: FileReport): string[] {
  const families = Object.entries(score.families).map(([family, value]) => `${family} ${shownScore(value)}`);
  const without = waived.length === 0 ? '' : ` (${shownScore(unwaivedScore)} without waivers)`;
  const gains = score.gains.slice(0, MOST_GAINS);
  return [
    `  score ${paint('bold', `${shownScore(score.total)}`)} of 100${without}: ${families.join(', ')}`,
    ...(gains.length === 0 ? [] : ['  what would raise it most:']),
    ...gains.map(({ rule, places, gain }) => `    ${`+${gain.toFixed(1)}`.padStart(5)}  ${printable(rule)} (${counted(places, 'place')})`),
  ];
}

function waiverLines({ waivers }: LintReport): string[] {
  return waivers.flatMap(({ file, expired, unused }) => {
    const at = (line: number) => `${printable(shortPath(file))}:${line}`;
    return [
      ...expired.map(({ waiver, results }) =>
        paint(
          'yellow',
          `${at(waiver.line)}: the waiver of ${printable(waiver.rule)} ended on ${waiver.until}, and ${counted(results, 'result')} ${results === 1 ? 'counts' : 'count'} again; its owner is ${printable(waiver.owner)}`,
        ),
      ),
      ...unused.map(({ line, rule, owner }) =>
        paint('yellow', `${at(line)}: the waiver of ${printable(rule)} matches nothing: remove it; its owner is ${printable(owner)}`),
      ),
    ];
  });
}

function shown(file: string): string {
  return file === '' ? 'standard input' : printable(shortPath(file));
}
