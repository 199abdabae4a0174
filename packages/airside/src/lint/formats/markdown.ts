import type { LintResult } from '@airside/openapi/linting';

import { counted, printable } from '../../terminal.ts';
import { countsOf, type FileReport, type LintReport, SEVERITIES, shownScore } from '../lint-report.ts';
import { placeOf, portablePath } from './places.ts';

/** A comment of GitHub has at most 65,536 characters. */
const MOST_RESULTS = 100;
const LONGEST_MESSAGE = 300;
const MOST_GAINS = 5;

/** The report as Markdown (GFM), for a pull request. */
export function markdownReport({ files, waivers }: LintReport): string {
  const parts = [
    ...files.flatMap(filePart),
    ...waivers
      .flatMap(({ expired }) => expired)
      .map(
        ({ waiver, results }) =>
          `The waiver of ${text(waiver.rule)} ended on ${waiver.until}, and ${counted(results, 'result')} ${results === 1 ? 'counts' : 'count'} again. Its owner is ${text(waiver.owner)}.`,
      ),
    ...waivers
      .flatMap(({ unused }) => unused)
      .map(({ rule, owner }) => `The waiver of ${text(rule)} matches nothing. Its owner is ${text(owner)}.`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function filePart({ file, results, waived, score }: FileReport): string[] {
  const counts = countsOf(results);
  const families = Object.entries(score.families).map(([family, value]) => `${family} ${shownScore(value)}`);
  const shown = SEVERITIES.flatMap((severity) => results.filter((result) => result.severity === severity)).slice(0, MOST_RESULTS);
  return [
    `### ${text(portablePath(file))}: ${shownScore(score.total)} of 100`,
    `${counted(counts.error, 'error')}, ${counted(counts.warn, 'warning')}, ${counts.info} info, ${counted(counts.hint, 'hint')}, ${waived.length} waived. By family: ${families.join(', ')}.`,
    ...(shown.length === 0 ? [] : [table(['Line', 'Severity', 'Rule', 'Message'], shown.map(row(file)))]),
    ...(shown.length < results.length ? [`And ${counted(results.length - shown.length, 'result')} more.`] : []),
    ...(score.gains.length === 0
      ? []
      : [
          `What would raise the score most: ${score.gains
            .slice(0, MOST_GAINS)
            .map(({ rule, gain }) => `${text(rule)} (+${gain.toFixed(1)})`)
            .join(', ')}.`,
        ]),
  ];
}

function row(file: string): (result: LintResult) => string[] {
  return (result) => {
    const { line } = placeOf(result);
    const message = result.message.length > LONGEST_MESSAGE ? `${result.message.slice(0, LONGEST_MESSAGE)}…` : result.message;
    return [
      result.file === file ? `${line}` : `${text(portablePath(result.file))}:${line}`,
      result.severity,
      text(result.code),
      text(message),
    ];
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Text that Markdown shows as it is: no markup, no HTML, no links, and nobody is mentioned. A comment of HTML parts what GitHub would make a
 * link of after the Markdown was read.
 */
function text(untrusted: string): string {
  return printable(untrusted)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')
    .replaceAll(/:(?=\/\/)/g, ':<!-- -->')
    .replaceAll(/(?<=www)\./gi, '<!-- -->.')
    .replaceAll(/#(?=[0-9])/g, '#<!-- -->');
}
