import { type Change, type ChangeLevel, COMPARE_RULES } from '@airside/openapi';

import { counted, paint, printable } from '../terminal.ts';
import type { CallersOfChange } from './callers.ts';
import type { DiffResult } from './result.ts';

const COLOUR = { breaking: 'red', dangerous: 'yellow', safe: 'green' } as const;
const LEVELS = ['breaking', 'dangerous', 'safe'] as const;
const MOST_CALLERS_SHOWN = 10;

/** The differences in words, what breaks callers first; within a level in the order of the definitions. */
export function report({ changes, counts, callers }: DiffResult, explained: boolean): string {
  if (changes.length === 0) return 'no difference that a caller could notice\n';
  const byChange = new Map(callers?.map((found) => [found.change, found]));
  const lines = LEVELS.flatMap((level) =>
    changes.flatMap((change, index) => (change.level === level ? block(change, byChange.get(index), explained) : [])),
  );
  return [...lines, '', summary(changes.length, counts), ''].join('\n');
}

function block(change: Change, callers: CallersOfChange | undefined, explained: boolean): string[] {
  const { rule, level, operation, place, before, after } = change;
  const { title, meaning } = COMPARE_RULES[rule];
  const where = [...(operation === undefined ? [] : [operation]), ...place].join(' > ');
  const values = before === undefined && after === undefined ? '' : `: ${[before ?? '', after ?? ''].filter(Boolean).join(' -> ')}`;
  return [
    `${paint(COLOUR[level], level.padEnd(9))}  ${printable(where)}`,
    `           ${title}${printable(values)}  [${rule}]`,
    ...(explained ? [`           ${meaning}`] : []),
    ...(callers === undefined ? [] : callerLines(callers)),
  ];
}

function callerLines({ callers, otherCalls }: CallersOfChange): string[] {
  if (callers.length === 0) return ['           no recorded call uses it'];
  const shown = callers.slice(0, MOST_CALLERS_SHOWN);
  const rest = callers.slice(MOST_CALLERS_SHOWN).reduce((sum, { calls }) => sum + calls, otherCalls);
  return [
    ...shown.map(({ caller, calls, lastSeen }) => `           used by ${printable(caller)}: ${counted(calls, 'call')}, last ${lastSeen}`),
    ...(rest > 0 ? [`           and ${counted(rest, 'call')} by others`] : []),
  ];
}

function summary(total: number, counts: Readonly<Record<ChangeLevel, number>>): string {
  return `${counted(total, 'change')}: ${LEVELS.map((level) => `${counts[level]} ${level}`).join(', ')}`;
}
