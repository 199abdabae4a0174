import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { openAddressList } from './address-list-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'airside-lists-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a list counts as its file has it, also when that changes or goes', () => {
  const file = join(directory, 'tor.txt');
  writeFileSync(file, '# exits\n192.0.2.1\n2001:db8::/32 # a network\nnonsense\n\n');
  const troubles: string[] = [];
  let now = 0;
  const list = openAddressList(
    { file, name: 'Tor exits', isCertain: false },
    (message) => troubles.push(message),
    () => now,
  );
  expect(['192.0.2.1', '2001:db8::9', '192.0.2.2', ''].map((address) => list.has(address))).toEqual([true, true, false, false]);
  expect(troubles).toEqual([expect.stringContaining('1 lines')]);
  writeFileSync(file, '192.0.2.2\n');
  utimesSync(file, 1, 1);
  expect(list.has('192.0.2.2')).toBe(false);
  now = 60_000;
  expect(list.has('192.0.2.2')).toBe(true);
  rmSync(file);
  now = 120_000;
  expect(list.has('192.0.2.2')).toBe(true);
  now = 180_000;
  list.has('x');
  expect(troubles.slice(1)).toEqual([expect.stringContaining('cannot be read')]);
});
