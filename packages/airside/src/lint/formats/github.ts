import type { LintResult } from '@airside/openapi';

import { printable } from '../../terminal.ts';
import type { LintReport } from '../lint-report.ts';
import { placeOf, portablePath } from './places.ts';

const COMMANDS = { error: 'error', warn: 'warning', info: 'notice', hint: 'notice' } as const;

/** Workflow commands of GitHub Actions: each result becomes an annotation at its line. */
export function githubReport({ files }: LintReport): string {
  return files
    .flatMap(({ results }) => results)
    .map((result) => `${annotation(result)}\n`)
    .join('');
}

function annotation(result: LintResult): string {
  const { line, column, endLine, endColumn } = placeOf(result);
  const properties = { file: portablePath(result.file), line, col: column, endLine, endColumn, title: result.code };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[result.severity]} ${written.join(',')}::${data(result.message)}`;
}

/** Control characters are made visible first: what is left that the runner would act on are these. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
