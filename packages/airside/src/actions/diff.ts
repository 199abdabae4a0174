import { formatProblem } from '@airside/domain';
import { type ChangeLevel, compareDefinitions, type DefinitionDocument, readDefinition } from '@airside/openapi';

import { callersOf } from '../diff/callers.ts';
import { report } from '../diff/report.ts';
import type { DiffResult } from '../diff/result.ts';
import { recordedExchanges } from '../exchanges/recorded-exchanges.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';

export interface DiffOptions {
  readonly failOn: ChangeLevel | 'never';
  readonly callers?: boolean;
  readonly exchanges?: readonly string[];
  readonly api?: string;
  readonly since?: string;
  readonly data?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

const LEVELS = ['safe', 'dangerous', 'breaking'] as const satisfies readonly ChangeLevel[];

/** Prints what is different between two definitions; yields the exit code. */
export async function diff(old: string, next: string, options: DiffOptions): Promise<number> {
  const [before, after] = [await read(old), await read(next)];
  const changes = compareDefinitions(before, after);
  const callers = options.callers === true ? await callersOf(changes, recordedExchanges(options.exchanges ?? [], options)) : undefined;
  const result = { changes, counts: countsOf(changes), ...(callers !== undefined && { callers }) };
  process.stdout.write(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : report(result, options.explain === true));
  const { failOn } = options;
  if (failOn === 'never') return EXIT.ok;
  return changes.some(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(failOn)) ? EXIT.failed : EXIT.ok;
}

async function read(file: string): Promise<DefinitionDocument> {
  const { document, problems } = await readDefinition(file, { purpose: 'describe' });
  if (document !== undefined) return document;
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${file} has errors, so it cannot be compared`, { exitCode: EXIT.unavailable });
}

function countsOf(changes: DiffResult['changes']): DiffResult['counts'] {
  const count = (level: ChangeLevel): number => changes.filter((change) => change.level === level).length;
  return { breaking: count('breaking'), dangerous: count('dangerous'), safe: count('safe') };
}
