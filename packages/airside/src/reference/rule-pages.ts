import { builtInRules, familyOf, pageText, rulePage, rulePageName } from '@airside/openapi';

import { GENERATED, page, table } from './markdown.ts';

/** The pages of the built-in lint rules by their file names in `docs/lint`, and the list of them. */
export function lintRulePages(): Readonly<Record<string, string>> {
  const pages = builtInRules().flatMap((id) => rulePage(id) ?? []);
  return {
    'README.md': page('Lint rules', [INTRODUCTION, ...families(pages.map(({ id }) => id)).map(([family, ids]) => familyText(family, ids))]),
    ...Object.fromEntries(pages.map((rule) => [`${rulePageName(rule.id)}.md`, withNote(pageText(rule))])),
  };
}

const INTRODUCTION = `What \`airside lint\` asks for, by family. \`airside lint --explain RULE\` prints a page; how to use, change and waive rules is in
[lint.md](../lint.md).`;

function families(ids: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  return [...Map.groupBy(ids, familyOf)];
}

function familyText(family: string, ids: readonly string[]): string {
  const rows = ids.flatMap((id) => {
    const { severity, description } = rulePage(id) ?? { severity: '', description: '' };
    return [[`[\`${id}\`](${rulePageName(id)}.md)`, severity, description]];
  });
  return `## ${family === 'owasp' ? 'OWASP API Security Top 10 (2023)' : family}\n\n${table(['Rule', 'Severity', 'What it asks for'], rows)}`;
}

function withNote(text: string): string {
  const [title, ...rest] = text.split('\n\n');
  return `${[title, GENERATED, ...rest].join('\n\n')}\n`;
}
