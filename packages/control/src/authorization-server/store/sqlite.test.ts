import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import type { Revocations } from '../tokens/revocations.ts';
import { createAdapter } from './adapter.ts';
import { type ItemStore, ItemStoreFullError } from './items.ts';
import { openItemStore } from './sqlite.ts';

const opened: ItemStore[] = [];
const open = (mostItems?: number, file = ':memory:'): ItemStore => {
  const store = openItemStore(file, mostItems === undefined ? {} : { mostItems });
  opened.push(store);
  return store;
};
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const QUIET: Revocations = { grant: async () => undefined, token: async () => undefined };
const adapter = (kind: string, store: ItemStore, revocations = QUIET) => createAdapter(kind, store, revocations);

describe('what the library keeps', () => {
  test('comes back as it was, is replaced, used up and removed', async () => {
    const tokens = adapter('RefreshToken', open());
    await tokens.upsert('id', { jti: 'id', scope: 'read', grantId: 'g' }, 60);
    expect(await tokens.find('id')).toEqual({ jti: 'id', scope: 'read', grantId: 'g' });
    await tokens.upsert('id', { jti: 'id', scope: 'write', grantId: 'g' }, 60);
    expect(await tokens.find('id')).toMatchObject({ scope: 'write' });
    await tokens.consume('id');
    expect(await tokens.find('id')).toMatchObject({ scope: 'write', consumed: expect.any(Number) as number });
    await tokens.destroy('id');
    expect(await tokens.find('id')).toBeUndefined();
  });

  test('is found by another name where it has one, and by that of its kind alone', async () => {
    const store = open();
    await adapter('Session', store).upsert('id', { jti: 'id', uid: 'u' }, 60);
    await adapter('DeviceCode', store).upsert('code', { jti: 'code', userCode: 'BBBB' }, 60);
    expect(await adapter('Session', store).findByUid('u')).toEqual({ jti: 'id', uid: 'u' });
    expect(await adapter('DeviceCode', store).findByUserCode('BBBB')).toMatchObject({ jti: 'code' });
    expect(await adapter('DeviceCode', store).findByUid('u')).toBeUndefined();
    expect(await adapter('AccessToken', store).find('id')).toBeUndefined();
  });

  test('is gone with its grant, of its kind', async () => {
    const store = open();
    const revoked: string[] = [];
    const revocations = { ...QUIET, grant: async (id: string) => void revoked.push(id) };
    for (const kind of ['RefreshToken', 'AuthorizationCode']) await adapter(kind, store).upsert('id', { jti: 'id', grantId: 'g' }, 60);
    await adapter('RefreshToken', store, revocations).revokeByGrantId('g');
    expect(await adapter('RefreshToken', store).find('id')).toBeUndefined();
    expect(await adapter('AuthorizationCode', store).find('id')).toBeDefined();
    expect(revoked).toEqual(['g']);
  });

  test('can be used up by one alone, and what came of it is void where a second one tries', async () => {
    const store = open();
    const revoked: string[] = [];
    const codes = adapter('AuthorizationCode', store, { ...QUIET, grant: async (id) => void revoked.push(id) });
    await adapter('Grant', store).upsert('g', { jti: 'g' }, 60);
    await codes.upsert('code', { jti: 'code', grantId: 'g' }, 60);
    await adapter('RefreshToken', store).upsert('token', { jti: 'token', grantId: 'g' }, 60);
    await codes.consume('code');
    await expect(codes.consume('code')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await adapter('RefreshToken', store).find('token')).toBeUndefined();
    expect(await adapter('Grant', store).find('g')).toBeUndefined();
    expect(revoked).toEqual(['g']);
  });

  test('counts as a proof once', async () => {
    const proofs = adapter('ReplayDetection', open());
    await proofs.upsert('p', { jti: 'p' }, 60);
    await expect(proofs.upsert('p', { jti: 'p' }, 60)).rejects.toMatchObject({ error: 'invalid_request' });
  });

  test('is bounded: past that nothing new begins, and nothing old is pushed out', async () => {
    const tokens = adapter('RefreshToken', open(2));
    await tokens.upsert('a', { jti: 'a' }, 60);
    await tokens.upsert('b', { jti: 'b' }, 60);
    await expect(tokens.upsert('c', { jti: 'c' }, 60)).rejects.toThrow(ItemStoreFullError);
    await tokens.upsert('a', { jti: 'a', scope: 'x' }, 60);
    expect(await tokens.find('b')).toBeDefined();
    await tokens.destroy('b');
    await tokens.upsert('c', { jti: 'c' }, 60);
  });

  test('is not found and is removed once it has expired', async () => {
    const store = open();
    await store.put({ name: Buffer.from('n'), kind: 'Session', content: Buffer.from(''), expires: 100 });
    await store.revoke('r', 100);
    expect(await store.revoked(99)).toEqual([{ id: 'r', until: 100 }]);
    expect(await store.prune(99)).toBe(0);
    expect(await store.prune(100)).toBe(1);
    expect(await store.revoked(99)).toEqual([]);
  });

  test('stands in no file in a form that could be used', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'airside-items-'));
    try {
      const file = join(directory, 'authorization.db');
      const store = open(undefined, file);
      await adapter('RefreshToken', store).upsert('very-secret-token', { jti: 'very-secret-token', accountId: 'somebody' }, 60);
      await adapter('Session', store).upsert('very-secret-session', { jti: 'very-secret-session', uid: 'very-secret-uid' }, 60);
      await store.close();
      const bytes = readFileSync(file, 'latin1');
      expect(bytes).toContain('RefreshToken');
      expect(bytes).not.toMatch(/very-secret|somebody/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
