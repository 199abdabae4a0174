import type { CoverageCell, List, OperationCoverage } from '@airside/gateway';

import { counted, paint, printable } from '../terminal.ts';
import { LEVEL_TEXT, operationName } from './level-text.ts';

const SIGN = { enforced: '+', partial: '~', reported: '!', absent: '-' } as const;
const COLOUR = { enforced: 'green', partial: 'yellow', reported: 'magenta', absent: 'red' } as const;

/** Of each operation and risk what is there, what is missing, what to do, and how to prove it. */
export function explanation(operations: readonly OperationCoverage[], list: List, score: number): string {
  const blocks = operations.map((operation) =>
    [
      paint('bold', `${printable(operation.api)} ${printable(operationName(operation))}`),
      `policies: ${operation.policies.join(', ')}`,
      ...operation.cells[list].flatMap(cell),
      '',
    ].join('\n'),
  );
  const summary = `${score}% of the risks of ${list} are covered, over ${counted(operations.length, 'operation')}; + enforced, ~ in part, ! reported only, - missing`;
  return [...blocks, summary, ''].join('\n');
}

function cell({ place, title, level, checks, notApplicable, limit, proof }: CoverageCell): readonly string[] {
  const { long, colour } = LEVEL_TEXT[level];
  return [
    `  ${place} ${title}: ${paint(colour, long)}`,
    ...(notApplicable === undefined ? [] : [`    ${printable(notApplicable)}`]),
    ...checks.flatMap(({ state, says, mend }) => [
      `    ${paint(COLOUR[state], SIGN[state])} ${printable(says)}`,
      ...(mend === undefined ? [] : [`      do: ${printable(mend)}`]),
    ]),
    ...(limit === undefined ? [] : [`    at best in part: ${limit}`]),
    ...(level === 'not-applicable' ? [] : [`    not proven; test: ${proof.test}`]),
  ];
}
