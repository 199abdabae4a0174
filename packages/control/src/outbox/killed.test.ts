import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { openOutboxStore } from './sqlite/open.ts';

test('a process that is killed while it delivers loses no message, and the receiver sees the one that was under way again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'airside-outbox-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'outbox.db');
  const child = fileURLToPath(new URL('../../test/killed-delivery.ts', import.meta.url));
  const { signal, stdout, stderr } = spawnSync(process.execPath, ['--conditions=development', child, file], { encoding: 'utf8' });
  expect(signal, stderr).toBe('SIGKILL');
  expect(stdout).toBe('n1\n');
  await using under = outboxUnderTest(['a'], { store: openOutboxStore(file) });
  await under.pass(1000);
  expect(under.channels['a']?.taken.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3']);
  expect(under.channels['a']?.attempts[0]?.attempt.number).toBe(2);
});
