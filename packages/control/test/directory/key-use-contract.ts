import type { ApiKeyRecord, DirectoryContents } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { BY, createOpener, DAY_MS, expectRefusal, NOON_MS, type OpenStore } from './harness.ts';

const FILED: ApiKeyRecord = { id: 'filed', source: 'file', consumer: 'acme', sha256: 'f'.repeat(64) };

/** What a store promises of the time at which keys were last used. */
export function keyUseContract(open: OpenStore): void {
  const opened = createOpener(open);
  const withKeys = async (ids: readonly string[], configured?: Partial<DirectoryContents>) => {
    const { store, clock } = await opened(configured);
    await store.createConsumer({ id: 'acme' }, BY);
    for (const id of ids) await store.createKey({ id, consumer: 'acme' }, BY);
    const lastUses = async () => (await store.contents()).key.map(({ id, lastUsedAtMs }) => [id, lastUsedAtMs]);
    const unused = async (sinceMs: number) => (await store.unusedKeys(sinceMs)).map(({ id }) => id);
    return { store, clock, lastUses, unused };
  };

  describe('the last use of keys', () => {
    test('never goes back, whatever comes in which order, in however many batches', async () => {
      const { store, lastUses } = await withKeys(['a', 'b']);
      const batch = fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: NOON_MS }), { noNullPrototype: true });
      const latest = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(fc.array(batch, { maxLength: 4 }), async (batches) => {
          for (const uses of batches) {
            await store.recordKeyUse(new Map(Object.entries(uses)));
            for (const [id, timeMs] of Object.entries(uses)) latest.set(id, Math.max(timeMs, latest.get(id) ?? 0));
          }
          expect(await lastUses()).toEqual([
            ['a', latest.get('a')],
            ['b', latest.get('b')],
          ]);
        }),
        { numRuns: 40 },
      );
    });

    test('never lies in the future', async () => {
      const { store, lastUses } = await withKeys(['a']);
      await store.recordKeyUse(new Map([['a', NOON_MS + DAY_MS]]));
      expect(await lastUses()).toEqual([['a', NOON_MS]]);
    });

    test('is noted for many keys at once, without history, and for none that is not there', async () => {
      const ids = Array.from({ length: 30 }, (_, index) => `k${String(index).padStart(2, '0')}`);
      const { store, lastUses } = await withKeys(ids);
      const before = await store.history({ limit: 1000 });
      const strangers = Array.from({ length: 2000 }, (_, index) => [`x${index}`, 5] as const);
      await store.recordKeyUse(new Map([...strangers, ...ids.map((id) => [id, 7] as const)]));
      expect(await lastUses()).toEqual(ids.map((id) => [id, 7]));
      expect(await store.history({ limit: 1000 })).toEqual(before);
      await store.recordKeyUse(new Map());
    });

    test('that is no time, or of no key, is refused', async () => {
      const { store } = await withKeys(['a']);
      for (const [id, timeMs] of [
        ['a', -1],
        ['a', 0.5],
        ['a', Number.NaN],
        ['a b', 5],
      ] as const) {
        await expectRefusal(store, () => store.recordKeyUse(new Map([[id, timeMs]])), 'invalid');
      }
    });

    test('survives a rotation with its key, and goes with its key', async () => {
      const { store, lastUses } = await withKeys(['a']);
      await store.recordKeyUse(new Map([['a', 5]]));
      const successor = (await store.rotateKey('a', 1000, BY)).result.record.id;
      expect(await lastUses()).toEqual([
        ['a', 5],
        [successor, undefined],
      ]);
      await store.removeConsumer('acme', BY);
      await store.createConsumer({ id: 'acme' }, BY);
      await store.createKey({ id: 'a', consumer: 'acme' }, BY);
      expect(await lastUses()).toEqual([['a', undefined]]);
    });
  });

  describe('keys that were not used since a time', () => {
    test('are those that open something, and were neither made nor used since', async () => {
      const { store, clock, unused } = await withKeys(['old', 'revoked', 'used', 'used-before']);
      await store.createKey({ id: 'expiring', consumer: 'acme', expiresAtMs: NOON_MS + 5 * DAY_MS }, BY);
      await store.revokeKey('revoked', BY);
      clock.nowMs += 10 * DAY_MS;
      await store.createKey({ id: 'new', consumer: 'acme' }, BY);
      await store.recordKeyUse(
        new Map([
          ['used', clock.nowMs],
          ['used-before', NOON_MS + DAY_MS],
        ]),
      );
      expect(await unused(NOON_MS + 9 * DAY_MS)).toEqual(['old', 'used-before']);
      expect(await unused(NOON_MS + DAY_MS)).toEqual(['old']);
      expect(await unused(NOON_MS)).toEqual([]);
      clock.nowMs = NOON_MS + 4 * DAY_MS;
      expect(await unused(NOON_MS + DAY_MS)).toEqual(['expiring', 'old']);
    });

    test('are those of the configuration file, too', async () => {
      const expired = { ...FILED, id: 'filed-expired', expiresAtMs: NOON_MS };
      const { store, unused } = await withKeys([], { key: [FILED, { ...FILED, id: 'filed-used' }, expired] });
      await store.recordKeyUse(
        new Map([
          ['filed-used', NOON_MS - 5],
          ['filed-gone', NOON_MS - 5],
        ]),
      );
      expect(await unused(NOON_MS - 10)).toEqual(['filed']);
      expect(await store.unusedKeys(NOON_MS)).toEqual([FILED, { ...FILED, id: 'filed-used', lastUsedAtMs: NOON_MS - 5 }]);
      expect((await store.contents()).key).toEqual([]);
    });

    test.each([-1, 0.5, Number.NaN])('are not asked for since %d', async (sinceMs) => {
      const { store } = await withKeys([]);
      await expectRefusal(store, () => store.unusedKeys(sinceMs), 'invalid', /sinceMs/);
    });
  });
}
