import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, test } from 'vitest';

import { ANA, startTestShop } from './testing/client.ts';

function run(...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=development', join(import.meta.dirname, 'main.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the command says where it listens, serves, and ends when asked to', async () => {
  const child = run('--port', '0');
  try {
    if (child.stdout === null) throw new TypeError('expected a pipe');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(line).toMatch(/^shop listening on http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${line.slice('shop listening on '.length)}/products`)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});

test.each(['-1', '65536', 'x', ''])('the command refuses the port %j', async (port) => {
  const child = run(`--port=${port}`);
  expect((await once(child, 'exit'))[0]).toBe(2);
});

test('what is in a database file is still there after a restart, and the demo data is not put in twice', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'shop-'));
  try {
    const database = join(directory, 'shop.sqlite');
    {
      await using shop = await startTestShop({ database });
      expect((await shop.call('DELETE', `/orders/${ANA.pending}`, { as: 'ana' })).status).toBe(204);
    }
    await using shop = await startTestShop({ database });
    expect((await shop.call('GET', `/orders/${ANA.pending}`, { as: 'ana' })).body.status).toBe('cancelled');
    expect((await shop.call('GET', '/admin/customers', { as: 'olivia' })).body.items).toHaveLength(6);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a port that is taken is an error, not a crash', async () => {
  await using shop = await startTestShop();
  await expect(startTestShop({ port: Number(new URL(shop.url).port) })).rejects.toThrow('EADDRINUSE');
});
