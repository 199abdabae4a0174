import { LEVELS, type List, type OperationCoverage } from '@airside/gateway';

import { counted, paint, printable } from '../terminal.ts';
import { LEVEL_TEXT, operationName } from './level-text.ts';

const CELL = 6;
const LONGEST_NAME = 40;
/** Ten cells beside a name of use. */
const LEAST_WIDTH = 90;

/** Operations and risks as a matrix; where the terminal is too narrow for it, for each operation what is not covered. */
export function matrix(operations: readonly OperationCoverage[], list: List, score: number, width = Number.POSITIVE_INFINITY): string {
  const body = width < LEAST_WIDTH ? narrow(operations, list) : wide(operations, list);
  const legend = LEVELS.map((level) => `${LEVEL_TEXT[level].short} ${LEVEL_TEXT[level].long}`).join(', ');
  return [
    ...body,
    '',
    `${score}% of the risks of ${list} are covered, over ${counted(operations.length, 'operation')}; not proven, to be tested`,
    legend,
    'reasons and what to do: airside coverage --explain, or --operation ID',
    '',
  ].join('\n');
}

function wide(operations: readonly OperationCoverage[], list: List): readonly string[] {
  const nameWidth = Math.min(LONGEST_NAME, Math.max(...operations.map((operation) => operationName(operation).length)));
  const risks = operations[0]?.cells[list] ?? [];
  const head = `${''.padEnd(nameWidth)}  ${risks.map(({ place }) => (place.split(':')[0] ?? '').padEnd(CELL)).join('')}`.trimEnd();
  const apis = Map.groupBy(operations, ({ api }) => api);
  return [...apis].flatMap(([api, ofApi]) => [
    paint('bold', printable(api)),
    head,
    ...ofApi.map((operation) => {
      const name = printable(operationName(operation)).slice(0, nameWidth).padEnd(nameWidth);
      const cells = operation.cells[list].map(({ level }) => {
        const { short, colour } = LEVEL_TEXT[level];
        return `${paint(colour, short)}${' '.repeat(CELL - short.length)}`;
      });
      return `${name}  ${cells.join('')}`.trimEnd();
    }),
  ]);
}

function narrow(operations: readonly OperationCoverage[], list: List): readonly string[] {
  return operations.flatMap((operation) => [
    paint('bold', `${printable(operation.api)} ${printable(operationName(operation))}`),
    ...operation.cells[list]
      .filter(({ level }) => level !== 'covered' && level !== 'not-applicable')
      .map(
        ({ level, place, title }) =>
          `  ${paint(LEVEL_TEXT[level].colour, LEVEL_TEXT[level].short.padEnd(CELL))}${place.split(':')[0]} ${title}`,
      ),
  ]);
}
