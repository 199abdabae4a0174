import { formatProblem, type Problem } from '@airside/domain';
import { loadConfiguration } from '@airside/gateway';

import { EXIT } from '../exit.ts';
import { deviations } from '../posture.ts';
import { findInstalledRules } from '../rules/installed-rules.ts';
import { counted, paint, shortPath } from '../terminal.ts';

export interface CheckOptions {
  readonly data?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

interface Result {
  readonly file: string;
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly deviations: readonly string[];
}

/** Prints what is wrong with configuration files; yields the exit code. */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const results = await Promise.all(files.map((file) => examine(file, options)));
  const ok = results.every((result) => result.ok);
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, files: results }, null, 2)}\n`);
  else for (const result of results) print(result);
  return ok ? EXIT.ok : EXIT.failed;
}

async function examine(file: string, { strict = false, data }: CheckOptions): Promise<Result> {
  const loaded = await loadConfiguration(file, { findInstalledRules: findInstalledRules(data) });
  const { problems } = loaded;
  return {
    file,
    ok: !problems.some(({ severity }) => strict || severity === 'error'),
    problems: problems.map((problem) => ({ ...problem, file: shortPath(problem.file) })),
    deviations: deviations(loaded),
  };
}

function print(result: Result): void {
  for (const problem of result.problems) process.stdout.write(`${formatProblem(problem)}\n`);
  const errors = result.problems.filter(({ severity }) => severity === 'error').length;
  const counts = `${counted(errors, 'error')}, ${counted(result.problems.length - errors, 'warning')}`;
  process.stdout.write(`${result.ok ? paint('green', 'ok') : paint('red', 'not ok')} ${result.file}: ${counts}\n`);
  for (const line of result.deviations) process.stdout.write(`   differs from the default: ${line}\n`);
}
