import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDirectoryStore } from '@airside/control';
import { createDirectory } from '@airside/identity';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { DIRECTORY_FILE } from '../up/data-directory.ts';
import { storedContents } from './directory.ts';
import { callerOf } from './principal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airside-access-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BY = { name: 'test' };
const SAID = { claims: new Map<string, unknown>(), scopes: undefined, issuer: 'https://id.example' };

test('callers of the store can be named, with what the store says of them', async () => {
  const store = await openDirectoryStore(join(folder, DIRECTORY_FILE));
  await store.putPlan({ id: 'gold' }, BY);
  await store.createConsumer({ id: 'acme', scopes: ['read'], roles: ['clerk'], plan: 'gold' }, BY);
  await store.createKey({ id: 'k1', consumer: 'acme', scopes: ['write'] }, BY);
  await store.createKey({ id: 'k2', consumer: 'acme' }, BY);
  await store.revokeKey('k2', BY);
  await store.close();

  const directory = createDirectory(await storedContents(folder));
  const caller = (id: string) => callerOf(id, directory.contents(), directory, SAID);
  const principal = (id: string) => caller(id).principal;
  expect(principal('acme')).toMatchObject({ consumer: 'acme', scopes: ['read'], roles: ['clerk'], plan: 'gold' });
  expect(principal('key:k1')).toMatchObject({ kind: 'apiKey', credential: 'k1', scopes: ['write'], roles: ['clerk'] });
  expect(caller('k2').key?.revokedAtMs).toBeDefined();
  expect(() => principal('key:acme')).toThrow('there is no');
});

test('where there is no store there are no records, and a broken one is said to be', async () => {
  expect(await storedContents(folder)).toEqual({});
  writeFileSync(join(folder, DIRECTORY_FILE), 'not a database, but long enough to be taken for the head of one');
  await expect(storedContents(folder)).rejects.toThrow(DIRECTORY_FILE);
});
