import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { withLifetime } from './lifetime.ts';
import { startServer } from './process.ts';

const ready = (output: string) => /ready (\d+)/.exec(output)?.[1];
const server = (script: string) => ({ name: 'server', command: ['sh', '-c', script], core: null, ready });

/** A process that has ended may remain as an entry until its parent asks for its exit code; where there is `/proc`, that is told apart. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !existsSync(`/proc/${pid}`) || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

describe('a server of a benchmark', () => {
  test('is stopped with all processes that it started, also those that ignore the request to stop', async () => {
    const child = await withLifetime(async (lifetime) => {
      const { started } = await startServer(
        lifetime,
        server('sh -c \'trap "" TERM; while :; do sleep 1; done\' & echo ready $!; exec sleep 60'),
      );
      expect(isAlive(Number(started))).toBe(true);
      return Number(started);
    });
    await expect.poll(() => isAlive(child)).toBe(false);
  });

  test('is stopped when the benchmark fails', async () => {
    let pid = 0;
    const failing = withLifetime(async (lifetime) => {
      pid = Number((await startServer(lifetime, server('echo ready $$; exec sleep 60'))).started);
      throw new Error('measurement failed');
    });
    await expect(failing).rejects.toThrow('measurement failed');
    expect(isAlive(pid)).toBe(false);
  });

  test('that ends before it is ready is reported with what it said', async () => {
    const start = withLifetime((lifetime) => startServer(lifetime, server('echo cannot bind >&2; exit 3')));
    await expect(start).rejects.toThrow(/server ended before it was ready \(exit code 3\):\ncannot bind/);
  });

  test('that is not there is reported', async () => {
    const start = withLifetime((lifetime) => startServer(lifetime, { ...server(''), command: ['/no/such/program'] }));
    await expect(start).rejects.toThrow('/no/such/program');
  });
});
