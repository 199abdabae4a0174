import type { ApiKeyRecord, DirectoryContents } from '@airside/domain';
import { checkApiKeyForm, hashApiKey } from '@airside/identity';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { NewKey } from '../../src/directory/store.ts';
import { BY, createOpener, DAY_MS, expectRefusal, NOON_MS, type OpenStore } from './harness.ts';

const FULL: NewKey = {
  id: 'k1',
  consumer: 'acme',
  application: 'web',
  name: 'Nightly import',
  scopes: ['read'],
  apis: ['orders'],
  environments: ['production'],
  addresses: ['10.0.0.0/8', '2001:db8::1'],
  plan: 'gold',
  owner: 'Anna',
  expiresAtMs: NOON_MS + 90 * DAY_MS,
};

/** What a store promises of API keys. */
export function keysContract(open: OpenStore): void {
  const opened = createOpener(open);
  const withAcme = async (configured?: Partial<DirectoryContents>) => {
    const { store, clock } = await opened(configured);
    await store.putPlan({ id: 'gold' }, BY);
    await store.createConsumer({ id: 'acme' }, BY);
    await store.createApplication({ id: 'web', consumer: 'acme' }, BY);
    const keys = async () => (await store.contents()).key;
    const key = async (id: string) => (await keys()).find((record) => record.id === id);
    return { store, clock, keys, key };
  };

  describe('an API key', () => {
    test('is shown once; what is kept is its hash, and what may be shown of it', async () => {
      const { store, keys } = await withAcme();
      const { result, changes } = await store.createKey(FULL, BY);
      expect(checkApiKeyForm(result.key)).toBe(true);
      const record: ApiKeyRecord = {
        ...FULL,
        id: 'k1',
        source: 'store',
        sha256: hashApiKey(result.key),
        shown: `airside_…${result.key.slice(-4)}`,
        createdAtMs: NOON_MS,
      };
      expect(result.record).toEqual(record);
      expect(changes).toEqual([{ kind: 'key', id: 'k1', record }]);
      expect(await keys()).toEqual([record]);
      expect(JSON.stringify([await store.contents(), await store.history({})])).not.toContain(result.key);
    });

    test('gets an id where none is chosen, and keeps lists that are empty', async () => {
      const { store, keys } = await withAcme();
      const ids = new Set<string>();
      for (let count = 0; count < 20; count++)
        ids.add((await store.createKey({ consumer: 'acme', apis: [], addresses: [] }, BY)).result.record.id);
      expect(ids.size).toBe(20);
      expect(
        (await keys()).every(({ apis, addresses, scopes }) => apis?.length === 0 && addresses?.length === 0 && scopes === undefined),
      ).toBe(true);
    });

    test('that makes no sense is refused', async () => {
      const { store } = await withAcme();
      await store.createConsumer({ id: 'other' }, BY);
      await store.createKey(FULL, BY);
      const base = { consumer: 'acme' };
      const invalid: object[] = [
        { ...base, expiresAtMs: NOON_MS },
        { ...base, expiresAtMs: NOON_MS - 1 },
        { ...base, expiresAtMs: NOON_MS + 0.5 },
        { ...base, expiresAtMs: Number.POSITIVE_INFINITY },
        { ...base, addresses: ['10.0.0.0/33'] },
        { ...base, addresses: ['localhost'] },
        { ...base, apis: ['a b'] },
        { ...base, environments: [''] },
        { ...base, id: 'a/b' },
        { ...base, owner: '\u0007' },
        { ...base, sha256: 'a'.repeat(64) },
        { ...base, revokedAtMs: NOON_MS },
        { consumer: 'other', application: 'web' },
      ];
      for (const key of invalid) await expectRefusal(store, () => store.createKey(key as NewKey, BY), 'invalid');
      for (const key of [{ consumer: 'nobody' }, { ...base, application: 'x' }, { ...base, plan: 'silver' }]) {
        await expectRefusal(store, () => store.createKey(key, BY), 'unknown');
      }
      await expectRefusal(store, () => store.createKey({ ...base, id: 'k1' }, BY), 'taken');
    });
  });

  describe('a key that is rotated', () => {
    test('has a successor with all that it had, and goes on for the overlap', async () => {
      const { store, clock, key } = await withAcme();
      const old = (await store.createKey(FULL, BY)).result;
      clock.nowMs += DAY_MS;
      const { result, changes } = await store.rotateKey('k1', 3600_000, BY);
      expect(result.key).not.toBe(old.key);
      expect(result.record).toEqual({
        ...old.record,
        id: result.record.id,
        sha256: hashApiKey(result.key),
        shown: `airside_…${result.key.slice(-4)}`,
        createdAtMs: NOON_MS + DAY_MS,
      });
      expect(await key('k1')).toEqual({ ...old.record, expiresAtMs: clock.nowMs + 3600_000, replacedBy: result.record.id });
      expect(changes.map(({ id }) => id)).toEqual([result.record.id, 'k1']);
    });

    test('never outlives what it was made for, whatever overlap is asked for', async () => {
      const { store, clock } = await withAcme();
      const span = fc.integer({ min: 0, max: 366 * DAY_MS });
      await fc.assert(
        fc.asyncProperty(fc.option(span.map((ms) => ms + 1)), span, span, async (lifetimeMs, waitMs, overlapMs) => {
          clock.nowMs = NOON_MS;
          const expiry = lifetimeMs === null ? {} : { expiresAtMs: NOON_MS + lifetimeMs };
          const { id } = (await store.createKey({ consumer: 'acme', ...expiry }, BY)).result.record;
          clock.nowMs = NOON_MS + (lifetimeMs === null ? waitMs : Math.min(waitMs, lifetimeMs - 1));
          const { result, changes } = await store.rotateKey(id, overlapMs, BY);
          const old = changes.find((change) => change.id === id)?.record as ApiKeyRecord;
          expect(old.expiresAtMs).toBeLessThanOrEqual(expiry.expiresAtMs ?? Number.POSITIVE_INFINITY);
          expect(old.expiresAtMs).toBeLessThanOrEqual(clock.nowMs + overlapMs);
          expect([clock.nowMs + overlapMs, expiry.expiresAtMs]).toContain(old.expiresAtMs);
          expect(result.record.expiresAtMs).toBe(expiry.expiresAtMs);
        }),
        { numRuns: 60 },
      );
    });

    test('without overlap is refused from that moment on', async () => {
      const { store, key } = await withAcme();
      await store.createKey(FULL, BY);
      await store.rotateKey('k1', 0, BY);
      expect((await key('k1'))?.expiresAtMs).toBe(NOON_MS);
    });

    test('was neither revoked, nor expired, nor rotated before', async () => {
      const { store, clock } = await withAcme();
      for (const id of ['revoked', 'rotated', 'expired']) await store.createKey({ id, consumer: 'acme', expiresAtMs: NOON_MS + 1000 }, BY);
      await store.revokeKey('revoked', BY);
      await store.rotateKey('rotated', 500, BY);
      await expectRefusal(store, () => store.rotateKey('revoked', 1, BY), 'invalid', /"revoked" was revoked at 2026-01-15T12:00:00/);
      await expectRefusal(store, () => store.rotateKey('rotated', 1, BY), 'invalid', /was replaced by key "key-/);
      clock.nowMs += 1000;
      await expectRefusal(store, () => store.rotateKey('expired', 1, BY), 'invalid', /expired at 2026-01-15T12:00:01/);
      await expectRefusal(store, () => store.rotateKey('nowhere', 1, BY), 'unknown');
    });

    test('has a successor that can be rotated in turn', async () => {
      const { store, keys } = await withAcme();
      await store.createKey(FULL, BY);
      const second = (await store.rotateKey('k1', 1000, BY)).result.record.id;
      const third = (await store.rotateKey(second, 1000, BY)).result.record.id;
      expect((await keys()).map(({ id, replacedBy }) => [id, replacedBy]).sort()).toEqual(
        [
          ['k1', second],
          [second, third],
          [third, undefined],
        ].sort(),
      );
    });

    test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 400 * DAY_MS])('is not for an overlap of %d ms', async (overlapMs) => {
      const { store } = await withAcme();
      await store.createKey(FULL, BY);
      await expectRefusal(store, () => store.rotateKey('k1', overlapMs, BY), 'invalid', /overlapMs/);
    });
  });

  describe('a key that is revoked', () => {
    test('is so at once, and stays as it was revoked first', async () => {
      const { store, clock, key } = await withAcme();
      const { record } = (await store.createKey(FULL, BY)).result;
      const { result, changes } = await store.revokeKey('k1', BY);
      expect(result).toEqual({ ...record, revokedAtMs: NOON_MS });
      expect(changes).toEqual([{ kind: 'key', id: 'k1', record: result }]);
      clock.nowMs += 1000;
      expect((await store.revokeKey('k1', BY)).changes).toEqual([]);
      expect(await key('k1')).toEqual(result);
      await expectRefusal(store, () => store.revokeKey('k9', BY), 'unknown');
    });

    test('keeps its id to itself', async () => {
      const { store } = await withAcme();
      await store.createKey(FULL, BY);
      await store.revokeKey('k1', BY);
      await expectRefusal(store, () => store.createKey(FULL, BY), 'taken');
    });
  });
}
