import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, expect, test } from 'vitest';

import { restoreStateFile, writeStateFile } from './state-file.ts';
import { mountSmall } from './testing/small-disk.ts';

const directory = mkdtempSync(join(tmpdir(), 'airside-state-'));
const file = join(directory, 'state');
const refuse = (): never => {
  throw new Error('no');
};
const small = mountSmall();
beforeEach(() => {
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true });
});
afterAll(() => {
  rmSync(directory, { recursive: true });
  small?.remove();
});

async function* parts(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function* brokenOff() {
  yield Buffer.from('half');
  throw new Error('the engine failed');
}

test('a file is whole or as it was before, whatever happens while it is written', async () => {
  await writeStateFile(file, parts('on', 'e'));
  expect(readFileSync(file, 'utf8')).toBe('one');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(writeStateFile(file, brokenOff())).rejects.toThrow('the engine failed');
  expect(readFileSync(file, 'utf8')).toBe('one');
  writeFileSync(`${file}.unfinished`, 'what a process that was killed left behind');
  await writeStateFile(file, parts('two'));
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(directory)).toEqual(['state']);
});

test('of files that cannot be used the newest three are kept', () => {
  for (let day = 1; day <= 5; day++) {
    writeFileSync(file, `damaged ${day}`);
    const { restored, trouble } = restoreStateFile(file, refuse, () => Date.UTC(2026, 0, day));
    expect(restored).toBe(false);
    expect(trouble).toMatch(/cannot be used: no; it is kept as .*state\.damaged-2026-01-0.*, and learning begins anew/);
  }
  const kept = readdirSync(directory).toSorted();
  expect(kept.map((name) => readFileSync(join(directory, name), 'utf8'))).toEqual(['damaged 3', 'damaged 4', 'damaged 5']);
});

test('of what is taken over in part a copy is kept, and it is said what is missing', () => {
  writeFileSync(file, 'whole');
  expect(restoreStateFile(file, () => [])).toEqual({ restored: true, trouble: undefined });
  const { restored, trouble } = restoreStateFile(file, () => ['suspects: not what it should be']);
  expect(restored).toBe(true);
  expect(trouble).toMatch(/not all could be taken over \(suspects: not what it should be\); it is kept as/);
  expect(existsSync(file)).toBe(true);
});

test.skipIf(small === undefined)('a disk that is full leaves the file of before, and room for others', async () => {
  if (small === undefined) return;
  const full = join(small.path, 'state');
  await writeStateFile(full, parts('before'));
  await expect(writeStateFile(full, parts('x'.repeat(600_000), 'x'.repeat(600_000)))).rejects.toThrow('ENOSPC');
  expect(readFileSync(full, 'utf8')).toBe('before');
  expect(readdirSync(small.path)).toEqual(['state']);
  await writeStateFile(full, parts('x'.repeat(600_000)));
  expect(statSync(full).size).toBe(600_000);
});
