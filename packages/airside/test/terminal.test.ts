import { spawnSync } from 'node:child_process';

import { afterAll, describe, expect, test } from 'vitest';

import { commandFolder, environment, runShell, temporaryFolder } from './command-line.ts';

const commands = commandFolder();
const folder = temporaryFolder([['airside.yaml', 'apiz: {}\n']]);
afterAll(() => {
  commands.remove();
  folder.remove();
});

// The tool of util-linux gives a command a terminal of its own; that of the BSDs takes its arguments otherwise.
const hasTerminals = spawnSync('sh', ['-c', 'script --version'], { encoding: 'utf8' }).stdout.includes('util-linux');

/** Runs a command in a terminal; yields its exit code and all that the terminal showed. */
async function inTerminal(command: string, typed = '') {
  const env = { ...environment(commands.path), TERM: 'xterm-256color' };
  const { exit, stdout } = await runShell(`script --quiet --return --command ${JSON.stringify(command)} /dev/null`, {
    cwd: folder.path,
    env,
    stdin: typed,
  });
  return { exit, shown: stdout.replaceAll('\r\n', '\n') };
}

describe.skipIf(!hasTerminals)('in a terminal', { timeout: 120_000 }, () => {
  test('`airside up` says what it is waiting for, in colours', async () => {
    const { exit, shown } = await inTerminal('airside up');
    expect(exit).toBe(1);
    expect(shown).toContain('\u001b[2mreading airside.yaml\u001b[22m\n');
    expect(shown).toContain('\u001b[31mairside:\u001b[39m airside.yaml cannot be served');
  });

  test('NO_COLOR is heeded', async () => {
    const { shown } = await inTerminal('NO_COLOR=1 airside up');
    expect(shown).toContain('reading airside.yaml\n');
    expect(shown).not.toContain('\u001b');
  });

  test('the end of input instead of a password is a refusal', async () => {
    const { exit, shown } = await inTerminal('airside credential password', '\u0004');
    expect(exit).toBe(2);
    expect(shown).toContain('airside:');
  });
});
