import type { LintReport } from '../lint-report.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { LintFormat } from './names.ts';
import { sarifReport } from './sarif.ts';
import { terminalReport } from './terminal.ts';

const RENDERERS: Readonly<Record<LintFormat, (report: LintReport, quiet: boolean) => string>> = {
  terminal: terminalReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  markdown: markdownReport,
};

/** A report in a form; `quiet` matters to the terminal's only. */
export function render(format: LintFormat, report: LintReport, quiet: boolean): string {
  return RENDERERS[format](report, quiet);
}
