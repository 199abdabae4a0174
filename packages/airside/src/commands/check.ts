import { relative } from 'node:path';

import { formatProblem, type Problem } from '@airside/domain';
import { loadConfiguration } from '@airside/gateway';
import { Command } from 'commander';

import { EXIT } from '../exit.ts';
import { deviations } from '../posture.ts';
import { paint } from '../terminal.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('Say whether configuration files can be served, and everything that is wrong with them.')
    .argument('[file...]', 'configuration files', ['airside.yaml'])
    .option('--strict', 'fail on warnings too')
    .option('--json', 'one JSON object: {"ok", "files": [{"file", "ok", "problems", "deviations"}]}')
    .action(async (files: string[], options: { strict?: boolean; json?: boolean }) => {
      const results = await Promise.all(
        files.map(async (file) => {
          const { problems, configuration } = await loadConfiguration(file);
          const ok = !problems.some(({ severity }) => severity === 'error' || options.strict === true);
          const shown = problems.map((problem) => ({ ...problem, file: shortened(problem.file) }));
          return { file, ok, problems: shown, deviations: configuration === undefined ? [] : deviations(configuration) };
        }),
      );
      const ok = results.every((result) => result.ok);
      if (options.json) process.stdout.write(`${JSON.stringify({ ok, files: results }, null, 2)}\n`);
      else for (const result of results) print(result);
      if (!ok) process.exitCode = EXIT.failed;
    });
}

function print(result: { file: string; ok: boolean; problems: readonly Problem[]; deviations: readonly string[] }): void {
  for (const problem of result.problems) process.stdout.write(`${formatProblem(problem)}\n`);
  const errors = result.problems.filter(({ severity }) => severity === 'error').length;
  const counts = `${errors} ${errors === 1 ? 'error' : 'errors'}, ${result.problems.length - errors} warnings`;
  process.stdout.write(`${result.ok ? paint('green', 'ok') : paint('red', 'not ok')} ${result.file}: ${counts}\n`);
  for (const line of result.deviations) process.stdout.write(`   differs from the default: ${line}\n`);
}

/** Paths as short as they can be written from here. */
function shortened(file: string): string {
  const path = relative('', file);
  return path.startsWith('..') ? file : path;
}
