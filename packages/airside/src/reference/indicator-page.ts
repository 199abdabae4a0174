import { INDICATORS, type Indicator } from '@airside/behavior';

import { page, table } from './markdown.ts';

/** The reference page of the indicators of the behaviour engine: what each recognises, how, and what to do. Markdown. */
export function indicatorReference(): string {
  const overview = table(
    ['Indicator', 'Title', 'Severity', 'OWASP', 'CWE', 'ATT&CK'],
    INDICATORS.map(({ id, title, severity, owasp, cwe, mitre }) => [
      `[\`${id}\`](#${id})`,
      title,
      severity,
      owasp.join(', '),
      cwe.join(', '),
      mitre.join(', '),
    ]),
  );
  return page('Indicators of the behaviour engine', [INTRODUCTION, overview, ...INDICATORS.map(section)]);
}

const INTRODUCTION = `What the behaviour engine recognises in traffic. Each indicator says how surprising something is, learned from the traffic of your own APIs;
the engine weighs all of them together ([decision 0027](../decisions/0027-surprise-is-the-currency-of-the-behaviour-engine.md)). OWASP: API Security Top 10 of 2023.`;

function section({ id, what, how, attack, otherwise, remedy }: Indicator): string {
  return [
    `## ${id}`,
    what,
    `- **How**: ${how}`,
    `- **Attack**: ${attack}`,
    `- **Else it may be**: ${otherwise}`,
    `- **What to do**: ${remedy}`,
  ].join('\n\n');
}
