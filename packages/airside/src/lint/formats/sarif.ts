import { type LintResult, type LintSeverity, pageText, type Rule, rulePage, type Waiver } from '@airside/openapi/linting';

import { printable } from '../../terminal.ts';
import { version } from '../../version.ts';
import type { FileReport, LintReport } from '../lint-report.ts';
import { jsonText } from './json-text.ts';
import { placeOf, portablePath } from './places.ts';

const LEVELS = { error: 'error', warn: 'warning', info: 'note', hint: 'note', off: 'none' } as const;

/**
 * SARIF 2.1.0 (OASIS), for code scanning: a run with all rules that were asked, their pages as help, and all results; waived ones are
 * suppressed by an external waiver.
 */
export function sarifReport({ files }: LintReport): string {
  const rules = rulesOf(files);
  const index = new Map([...rules.keys()].map((name, at) => [name, at]));
  const results = files.flatMap(({ results, waived }) => [
    ...results.map((result) => entry(result, index)),
    ...waived.map(({ result, waiver }) => ({ ...entry(result, index), suppressions: [suppression(waiver)] })),
  ]);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Airside', semanticVersion: version(), rules: [...rules.values()] } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that the command was run in.' } } },
        artifacts: files.map(({ file }) => ({ location: location(file) })),
        results,
      },
    ],
  };
  return jsonText(log);
}

/** The rules that were asked, and codes that are no rules (such as `parser`). */
function rulesOf(files: readonly FileReport[]): ReadonlyMap<string, object> {
  const rules = new Map<string, object>();
  for (const { rules: asked } of files) for (const rule of asked) if (!rules.has(rule.name)) rules.set(rule.name, descriptor(rule));
  for (const { results, waived } of files)
    for (const { code, severity } of [...results, ...waived.map(({ result }) => result)])
      if (!rules.has(code)) rules.set(code, { id: code, defaultConfiguration: { level: LEVELS[severity] } });
  return rules;
}

function descriptor({ name, description, severity, documentationUrl }: Rule): object {
  const page = rulePage(name);
  return {
    id: name,
    ...(description !== undefined && description !== '' && { shortDescription: message(description) }),
    ...(page !== undefined && { fullDescription: message(page.why), help: { text: pageText(page), markdown: pageText(page) } }),
    ...(documentationUrl !== undefined && URL.canParse(documentationUrl) && { helpUri: documentationUrl }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function entry(result: LintResult, index: ReadonlyMap<string, number>): object {
  const { line, column, endLine, endColumn, pointer } = placeOf(result);
  return {
    ruleId: result.code,
    ruleIndex: index.get(result.code) ?? -1,
    level: LEVELS[result.severity satisfies LintSeverity],
    message: message(result.message),
    locations: [
      {
        physicalLocation: {
          artifactLocation: location(result.file),
          region: { startLine: line, startColumn: column, endLine, endColumn: Math.max(endColumn, endLine === line ? column : 1) },
        },
        logicalLocations: [{ fullyQualifiedName: pointer, kind: 'member' }],
      },
    ],
  };
}

function suppression({ owner, reason, until }: Waiver): object {
  return { kind: 'external', status: 'accepted', justification: `${reason} (${owner}, until ${until})` };
}

/** A relative reference of RFC 3986. */
function location(file: string): object {
  return { uri: portablePath(file).split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}

/** Brackets would begin an embedded link (section 3.11.6). */
function message(text: string): object {
  return { text: printable(text).replaceAll(/[\\[\]]/g, '\\$&') };
}
