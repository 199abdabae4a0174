import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { loadKeyRing, publicKeyFile } from './key-files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-keys-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('keys stay the same from one start to the next, in a file for the owner alone', async () => {
  const ring = await loadKeyRing(directory, 0);
  expect(await loadKeyRing(directory, 1)).toEqual(ring);
  expect((statSync(join(directory, 'oauth-keys.json')).mode & 0o777).toString(8)).toBe('600');
});

test('what is published has no private part', async () => {
  const ring = await loadKeyRing(directory, 0);
  const published = readFileSync(publicKeyFile(directory), 'utf8');
  expect(JSON.parse(published)).toEqual({
    keys: [expect.objectContaining({ kid: ring.keys[0]?.kid, kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' }) as object],
  });
  expect(published).not.toContain(ring.keys[0]?.jwk.d);
  expect(published).not.toContain('"d"');
});

test.each(['', '{', '{}', '{"keys":[],"cookieSecret":"x","nonceSecret":"x"}', '[]'])(
  'a damaged file %j is told, not shown and not replaced',
  async (content) => {
    const file = join(directory, 'oauth-keys.json');
    writeFileSync(file, content);
    await expect(loadKeyRing(directory, 0)).rejects.toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);
