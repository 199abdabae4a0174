import type { LintResult } from '@airside/openapi/linting';

import { printable } from '../../terminal.ts';
import type { LintReport, WaiverReport } from '../lint-report.ts';
import { placeOf, portablePath } from './places.ts';

const COMMANDS = { error: 'error', warn: 'warning', info: 'notice', hint: 'notice' } as const;

/** Workflow commands of GitHub Actions: each result becomes an annotation at its line. */
export function githubReport({ files, waivers }: LintReport): string {
  const lines = [...files.flatMap(({ results }) => results.map(annotation)), ...waivers.flatMap(waiverAnnotations)];
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(result: LintResult): string {
  const { line, column, endLine, endColumn } = placeOf(result);
  const properties = { file: portablePath(result.file), line, col: column, endLine, endColumn, title: result.code };
  return command(COMMANDS[result.severity], properties, result.message);
}

function waiverAnnotations({ file, expired, unused }: WaiverReport): string[] {
  const at = (line: number) => ({ file: portablePath(file), line, title: 'waiver' });
  return [
    ...expired.map(({ waiver: { line, rule, until, owner } }) =>
      command('warning', at(line), `The waiver of ${rule} ended on ${until}. Its owner is ${owner}.`),
    ),
    ...unused.map(({ line, rule, owner }) => command('notice', at(line), `The waiver of ${rule} matches nothing. Its owner is ${owner}.`)),
  ];
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${written.join(',')}::${data(message)}`;
}

/** Control characters are made visible first: what is left that the runner would act on are these. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
