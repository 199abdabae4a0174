import type { LintResult } from '@airside/openapi/linting';

import { printable } from '../../terminal.ts';
import { atLeast, type FileReport, type LintReport } from '../lint-report.ts';
import { placeOf, portablePath } from './places.ts';

/**
 * JUnit's XML: a suite per definition, a case per result. What fails the run is a failure, what is waived is skipped, all else passes and
 * says what it found. A definition without results has one case that passes.
 */
export function junitReport(report: LintReport): string {
  const suites = report.files.map((file) => suite(file, report));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="airside lint">\n${suites.join('')}</testsuites>\n`;
}

function suite({ file, results, waived }: FileReport, { failSeverity }: LintReport): string {
  const failing = results.filter(({ severity }) => atLeast(severity, failSeverity)).length;
  const cases = [
    ...results.map((result) => testCase(result, atLeast(result.severity, failSeverity) ? failure(result) : remark(result))),
    ...waived.map(({ result, waiver }) =>
      testCase(result, `<skipped${attributes({ message: `waived by ${waiver.owner}: ${waiver.reason}` })}/>`),
    ),
  ];
  if (cases.length === 0) cases.push(`    <testcase${attributes({ classname: portablePath(file), name: 'all rules' })}/>\n`);
  const head = { name: portablePath(file), tests: cases.length, failures: failing, skipped: waived.length, errors: 0 };
  return `  <testsuite${attributes(head)}>\n${cases.join('')}  </testsuite>\n`;
}

function testCase(result: LintResult, inner: string): string {
  const { line, pointer } = placeOf(result);
  const head = { classname: portablePath(result.file), name: `${result.code} ${pointer}`, file: portablePath(result.file), line };
  return `    <testcase${attributes(head)}>${inner}</testcase>\n`;
}

function failure(result: LintResult): string {
  const { line, column } = placeOf(result);
  const where = `${portablePath(result.file)}:${line}:${column}`;
  return `<failure${attributes({ type: result.severity, message: result.message })}>${xml(where)}</failure>`;
}

function remark({ severity, message }: LintResult): string {
  return `<system-out>${xml(`${severity}: ${message}`)}</system-out>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');
}

/** Text of XML 1.0, in content and in attributes: characters that XML does not have are made visible, the others escaped. */
function xml(text: string): string {
  return printable(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
