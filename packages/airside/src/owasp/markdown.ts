import type { List, OperationCoverage } from '@airside/gateway';

import { counted } from '../terminal.ts';
import { LEVEL_TEXT, operationName } from './level-text.ts';

/** The matrix and what is missing as a page of Markdown. */
export function markdown(operations: readonly OperationCoverage[], list: List, score: number): string {
  const risks = operations[0]?.cells[list] ?? [];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const missing = operations.flatMap((operation) =>
    operation.cells[list].flatMap(({ place, title, checks }) =>
      checks
        .filter(({ state }) => state !== 'enforced')
        .map(
          ({ says, mend }) =>
            `- ${escaped(operation.api)} ${escaped(operationName(operation))}, ${place} ${title}: ${escaped(says)}${mend === undefined ? '' : `. ${escaped(mend)}`}`,
        ),
    ),
  );
  return [
    `# OWASP API Security Top 10 ${list}: coverage`,
    '',
    `${score}% of the risks that apply are covered, over ${counted(operations.length, 'operation')}. Read off the configuration; not proven, to be tested.`,
    '',
    row(['API', 'Operation', ...risks.map(({ place, title }) => `${place} ${title}`)]),
    row(['---', '---', ...risks.map(() => '---')]),
    ...operations.map((operation) =>
      row([escaped(operation.api), escaped(operationName(operation)), ...operation.cells[list].map(({ level }) => LEVEL_TEXT[level].long)]),
    ),
    '',
    '## What is missing',
    '',
    ...(missing.length === 0 ? ['Nothing that a configuration can bring.'] : missing),
    '',
  ].join('\n');
}

/** Text from a configuration or definition, so that it is no markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ');
}
