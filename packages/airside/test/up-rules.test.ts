import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, test } from 'vitest';

import { commandFolder, environment, runShell } from './command-line.ts';
import { configuration, PATIENCE_MS, protectedFolder, runUp, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const commands = commandFolder();
afterAll(() => commands.remove());

const rule = (id: number, word: string) => `SecRule ARGS "@contains ${word}" "id:${id},phase:2,deny,t:none"\n`;
const RULE_SETS = {
  'one/crs-setup.conf': '',
  'one/rules/one.conf': rule(1, 'evil'),
  'two/crs-setup.conf': '',
  'two/rules/one.conf': rule(1, 'evil') + rule(2, 'wicked'),
  'clash/crs-setup.conf': '',
  'clash/rules/one.conf': rule(900, 'harmless'),
  'mine.conf': rule(900, 'nasty'),
};
const FIREWALL = "policies: { firewall: { crs: 'installed:own', rules: [mine.conf] } }";

describe.concurrent('a running Airside', { timeout: 4 * PATIENCE_MS }, () => {
  test('applies what is installed and rolled back, without a restart, and goes on with what it has when that is bad or gone', async ({
    expect,
  }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, RULE_SETS);
    writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api: FIREWALL }));
    const rules = async (command: string) => {
      const { exit, stderr } = await runShell(`airside rules ${command}`, { cwd: folder.path, env: environment(commands.path) });
      expect({ exit, stderr }, command).toEqual({ exit: 0, stderr: '' });
    };
    await rules('install one --name own --as 1');
    await using airside = await startAirside(['--workers', '2'], { cwd: folder.path });
    const statuses = async (word: string) => {
      const seen = await Promise.all(Array.from({ length: 4 }, () => statusOf(`${airside.url}/orders?q=${word}`)));
      return [...new Set(seen)];
    };
    expect([await statuses('evil'), await statuses('wicked')]).toEqual([[403], [200]]);

    await rules('install two --name own --as 2');
    await airside.line(/configuration-applied/);
    expect([await statuses('evil'), await statuses('wicked')]).toEqual([[403], [403]]);

    await rules('rollback own');
    await airside.line(/configuration-applied/);
    expect([await statuses('evil'), await statuses('wicked')]).toEqual([[403], [200]]);

    const clash = await runShell('airside rules install clash --name own --as 3', { cwd: folder.path, env: environment(commands.path) });
    expect(clash.exit, 'the command says so too').toBe(1);
    await airside.line(/error: the id 900 is taken/);
    await airside.line(/configuration-refused: the one before it goes on/);
    expect([await statuses('evil'), await statuses('harmless'), await statuses('nasty')]).toEqual([[403], [200], [403]]);

    rmSync(join(folder.path, '.airside/rules'), { recursive: true });
    await airside.line(/error: there is no rule set "own"/);
    await airside.line(/configuration-refused/);
    expect(await statuses('evil')).toEqual([403]);

    await rules('install two --name own --as 2');
    await airside.line(/configuration-applied/);
    expect(await statuses('wicked')).toEqual([403]);
    expect(airside.output.stderr, 'the same processes served all along').not.toContain('worker-ended');
  });

  test('does not start where the rule set that it names is not installed, and says what installs it', async ({ expect }) => {
    using folder = protectedFolder('http://127.0.0.1:9', RULE_SETS);
    writeFileSync(join(folder.path, 'airside.yaml'), configuration('http://127.0.0.1:9', { api: FIREWALL }));
    const { exit, stderr } = await runUp([], { cwd: folder.path });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/error: there is no rule set "own"\n.*\n.*none is installed: `airside rules install` does it/);
  });

  test('finds rule sets in the data directory that it is given instead of the configured one', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, RULE_SETS);
    writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api: FIREWALL }));
    const env = environment(commands.path);
    const { exit } = await runShell('airside rules install one --name own --data other', { cwd: folder.path, env });
    expect(exit).toBe(0);
    await using airside = await startAirside(['--data', 'other'], { cwd: folder.path });
    expect(await statusOf(`${airside.url}/orders?q=evil`)).toBe(403);
  });
});
