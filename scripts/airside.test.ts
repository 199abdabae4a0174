import { execFileSync } from 'node:child_process';
import { access, readlink, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { Checkout, pretendedNode } from './testing/checkout.ts';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(5);
}

describe('installing', () => {
  test('the first start installs in the checkout, says so on standard error and then runs', async () => {
    await using checkout = await Checkout.create();
    const started = await checkout.start(['up']);
    expect(started.code).toBe(0);
    expect(JSON.parse(started.stdout)).toMatchObject({ arguments: ['up'] });
    expect(started.stderr).toMatch(/^airside: installing what .*a checkout needs \(npm ci\)[^\n]*\ninstalled packages\n$/);
    expect(await checkout.npmCalls()).toEqual([`${checkout.root} ci --loglevel=error`]);
  });

  test('nothing is installed twice, and a later start is silent', async () => {
    await using checkout = await Checkout.create();
    await checkout.start();
    expect((await checkout.start()).stderr).toBe('');
    expect(await checkout.npmCalls()).toHaveLength(1);
  });

  test('a changed package-lock.json is installed, even one with an old date', async () => {
    await using checkout = await Checkout.create();
    await checkout.start();
    await checkout.lock('two');
    await utimes(join(checkout.root, 'package-lock.json'), 1, 1);
    await checkout.start();
    expect(await checkout.npmCalls()).toHaveLength(2);
  });

  test('an installation by hand is left alone until package-lock.json changes', async () => {
    await using checkout = await Checkout.create();
    await checkout.start();
    const record = join(checkout.root, 'node_modules/.package-lock.json');
    await writeFile(record, '{}');
    await checkout.lock('two');
    await utimes(record, new Date(), new Date(Date.now() + 60_000));
    await checkout.start();
    expect(await checkout.npmCalls()).toHaveLength(1);
    await utimes(record, 1, 1);
    await checkout.start();
    expect(await checkout.npmCalls()).toHaveLength(2);
  });

  test('a failed installation stops the start, is named, and is tried again the next time', async () => {
    await using checkout = await Checkout.create();
    const failed = await checkout.start([], { env: { NPM_FAILS: '1' } });
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('npm error: no such registry\nairside: npm ci failed');
    expect((await checkout.start()).code).toBe(0);
    expect(await checkout.npmCalls()).toHaveLength(2);
  });

  test('of two starts at once one installs and the other waits', async () => {
    await using checkout = await Checkout.create();
    const env = { NPM_PAUSE: checkout.path('go on') };
    const first = checkout.start(['first'], { env });
    await until(async () => (await checkout.npmCalls()).length === 1);
    const second = checkout.start(['second'], { env });
    await until(() => exists(checkout.path('npm-calls.slept')));
    await writeFile(env.NPM_PAUSE, '');
    expect((await first).code).toBe(0);
    expect(await second).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^airside: waiting for process \d+, which is installing\n$/) as string,
    });
    expect(await checkout.npmCalls()).toHaveLength(1);
    await expect(readlink(join(checkout.root, '.airside-install.lock'))).rejects.toThrow('ENOENT');
  });

  test('the lock of a process that died is taken over', async () => {
    await using checkout = await Checkout.create();
    await symlink('4194304999', join(checkout.root, '.airside-install.lock'));
    expect((await checkout.start()).code).toBe(0);
    expect(await exists(join(checkout.root, '.airside-install.lock'))).toBe(false);
  });

  test.each([
    ['npm is missing', ['npm'], /^airside: npm was not found\. Install Node\.js 20 or newer/],
    ['npm is there without node', ['node'], /^airside: npm is there but node was not found/],
  ])('when %s, the message says what to do', async (_, missing, message) => {
    await using checkout = await Checkout.create();
    for (const tool of missing) await checkout.removeTool(tool);
    expect(await checkout.start()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) as string });
  });

  test('when node is too old for npm, the message says which one is needed and which one was found', async () => {
    await using checkout = await Checkout.create();
    await checkout.node('18.19.0');
    expect((await checkout.start()).stderr).toBe(
      'airside: npm needs Node.js 20 or newer to install Airside, found 18.19.0. Install a newer Node.js, then start again.\n',
    );
    expect(await checkout.npmCalls()).toEqual([]);
  });
});

describe('running', () => {
  const runsOn = async (checkout: Checkout, env: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    (JSON.parse((await checkout.start([], { env })).stdout) as { executable: unknown }).executable;

  test.each([
    ['20.20.2', 'node'],
    ['22.22.0', 'node'],
    ['24.6.9', 'node'],
    ['24.7.0', 'host'],
    ['24.21.0', 'host'],
    ['25.0.0', 'host'],
    ['nonsense', 'node'],
  ])('on a host with node %s it runs on %s', async (version, expected) => {
    await using checkout = await Checkout.create();
    await checkout.start();
    await checkout.node(version);
    expect(await runsOn(checkout)).toBe(expected);
  });

  test('AIRSIDE_NODE names the node', async () => {
    await using checkout = await Checkout.create();
    await checkout.start();
    await checkout.node('25.0.0');
    await checkout.tool('my node', pretendedNode('24.9.0', 'mine'));
    expect(await runsOn(checkout, { AIRSIDE_NODE: checkout.path('bin/my node') })).toBe('mine');
  });

  test.each([
    ['is too old', 'node', '(20.20.2)'],
    ['does not exist', '/nowhere/node', '(does not run)'],
  ])('an AIRSIDE_NODE that %s is refused', async (_, node, reason) => {
    await using checkout = await Checkout.create();
    await checkout.start();
    expect(await checkout.start([], { env: { AIRSIDE_NODE: node } })).toMatchObject({
      code: 1,
      stderr: `airside: AIRSIDE_NODE is ${node} ${reason}; Node.js 24.7 or newer is needed\n`,
    });
  });

  test('without any node that is new enough, the message says which one is needed and which one was found', async () => {
    await using checkout = await Checkout.create();
    await checkout.start([], { env: { REAL_NODE: '/nowhere/node' } });
    expect((await checkout.start()).stderr).toMatch(/^airside: Node\.js 24\.7 or newer is needed \(found: 20\.20\.2\)/);
  });

  test('arguments arrive unchanged, and so does the exit code', async () => {
    await using checkout = await Checkout.create();
    const args = ['check', 'a file.yaml', '', '*', '$HOME', '--', "it's", 'two\nlines'];
    const started = await checkout.start(args, { env: { EXIT_WITH: '7' } });
    expect(started.code).toBe(7);
    expect(JSON.parse(started.stdout)).toMatchObject({ arguments: args, execArguments: ['--conditions=development'] });
  });

  test('signals reach the command line itself: it takes the place of the script', async () => {
    await using checkout = await Checkout.create();
    const started = await checkout.start();
    expect((JSON.parse(started.stdout) as { processId: unknown }).processId).toBe(started.processId);
  });

  test('it finds its checkout from another folder and through relative and absolute links', async () => {
    await using checkout = await Checkout.create();
    await checkout.start();
    await checkout.link('a checkout/airside', 'near');
    await checkout.link(checkout.path('near'), 'far');
    const cwd = checkout.path('bin');
    for (const command of [checkout.path('near'), checkout.path('far'), '../far', '../a checkout/airside']) {
      expect(await checkout.start(['x'], { cwd, command }), command).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

describe('on this repository', () => {
  const root = dirname(import.meta.dirname);

  test('./airside --version prints the version of the package', async () => {
    const { default: manifest } = (await import('../packages/airside/package.json', { with: { type: 'json' } })) as {
      default: { version: string };
    };
    expect(execFileSync(join(root, 'airside'), ['--version'], { encoding: 'utf8' }).trim()).toBe(manifest.version);
  });
});
