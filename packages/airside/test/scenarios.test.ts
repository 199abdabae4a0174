import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { commandFolder, environment, runShell, temporaryFolder } from './command-line.ts';
import { fillPlaceholders } from './output-pattern.ts';
import { parseScenario } from './scenario.ts';

/** A scenario of many commands takes a minute on a machine that has much else to do; what hangs is found all the same. */
const TIMEOUT_MS = 300_000;
const directory = join(import.meta.dirname, 'scenarios');
const commands = commandFolder();
afterAll(() => commands.remove());

const scenarios = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.scenario'))
  .toSorted()
  .map((name) => ({ name, ...read(name) }));

function read(name: string) {
  try {
    return parseScenario(readFileSync(join(directory, name), 'utf8'));
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

describe.concurrent('the command line', { timeout: TIMEOUT_MS }, () => {
  test.for(scenarios)('$name: $promise', async ({ files, environment: extra, steps }, { expect: check }) => {
    const folder = temporaryFolder(files);
    try {
      const env = environment(commands.path, extra);
      for (const { command, stdin, ...expected } of steps) {
        const outcome = await runShell(command, { cwd: folder.path, env, stdin });
        const filled = {
          ...expected,
          stdout: fillPlaceholders(expected.stdout, outcome.stdout),
          stderr: fillPlaceholders(expected.stderr, outcome.stderr),
        };
        check(outcome, command).toEqual(filled);
      }
    } finally {
      folder.remove();
    }
  });
});

test('there are scenarios', () => {
  expect(scenarios.length).toBeGreaterThan(30);
});
