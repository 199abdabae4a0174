import { describe, expect, test } from 'vitest';

import { MOST_HISTORY } from '../../src/directory/store.ts';
import { BY, createOpener, expectRefusal, NOON_MS, type OpenStore } from './harness.ts';

/** What a store promises of the history of its records. */
export function historyContract(open: OpenStore): void {
  const opened = createOpener(open);
  const withLife = async () => {
    const { store, clock } = await opened();
    await store.createConsumer({ id: 'acme' }, BY);
    clock.nowMs += 5;
    await store.updateConsumer('acme', { suspended: true }, { name: 'os:berta' });
    await store.createKey({ id: 'k1', consumer: 'acme' }, BY);
    await store.revokeKey('k1', BY);
    await store.removeConsumer('acme', BY);
    return store;
  };

  describe('the history', () => {
    test('says who did what, when, and what was before and after', async () => {
      const store = await withLife();
      const history = await store.history({ kind: 'consumer', id: 'acme' });
      const before = { id: 'acme', scopes: [], roles: [], groups: [], suspended: false };
      const after = { ...before, suspended: true };
      const common = { sequence: expect.any(Number) as number, kind: 'consumer', id: 'acme' };
      expect(history).toEqual([
        { ...common, timeMs: NOON_MS + 5, actor: 'os:anna', action: 'consumer.remove', before: after, after: null },
        { ...common, timeMs: NOON_MS + 5, actor: 'os:berta', action: 'consumer.update', before, after },
        { ...common, timeMs: NOON_MS, actor: 'os:anna', action: 'consumer.create', before: null, after: before },
      ]);
    });

    test('has one record for each record that a change touches, and for none that it does not', async () => {
      const store = await withLife();
      const history = await store.history({});
      expect(history.map(({ action, id }) => `${action} ${id}`)).toEqual([
        'consumer.remove acme',
        'key.remove k1',
        'key.revoke k1',
        'key.create k1',
        'consumer.update acme',
        'consumer.create acme',
      ]);
      const sequences = history.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...sequences].sort((one, other) => other - one));
      expect(new Set(sequences).size).toBe(6);
    });

    test('holds no hash of a key or of a secret', async () => {
      const { store } = await opened();
      await store.createConsumer({ id: 'acme' }, BY);
      const { key } = (await store.createKey({ id: 'k', consumer: 'acme' }, BY)).result;
      await store.rotateKey('k', 1000, BY);
      const registration = {
        grantTypes: ['client_credentials'],
        redirectUris: [],
        scopes: [],
        authentication: 'client_secret_post',
        dpopBound: true,
      } as const;
      const { secret, record } = (await store.createClient({ issuer: 'airside', consumer: 'acme', registration }, BY)).result;
      await store.rotateClientSecret('airside', record.clientId, BY);
      await store.removeConsumer('acme', BY);
      const text = JSON.stringify(await store.history({ limit: MOST_HISTORY }));
      expect(text).toContain('client_secret_post');
      for (const telling of [key, secret ?? '', 'sha256', 'Sha256', record.registration?.secretSha256 ?? ''])
        expect(text).not.toContain(telling);
      expect(text).not.toMatch(/[0-9a-f]{64}/);
    });

    test('shows a new secret as a change of its client, although it shows no secret', async () => {
      const { store } = await opened();
      await store.createConsumer({ id: 'acme' }, BY);
      const registration = {
        grantTypes: ['client_credentials'],
        redirectUris: [],
        scopes: [],
        authentication: 'client_secret_basic',
        dpopBound: false,
      } as const;
      const { clientId } = (await store.createClient({ issuer: 'airside', consumer: 'acme', registration }, BY)).result.record;
      await store.rotateClientSecret('airside', clientId, BY);
      const [last] = await store.history({});
      expect(last).toMatchObject({ action: 'client.rotate', kind: 'client', id: `airside#${clientId}` });
    });

    test('comes in pages that meet every record once', async () => {
      const { store } = await opened();
      for (let count = 0; count < 25; count++) await store.createConsumer({ id: `c${count}` }, BY);
      const seen: string[] = [];
      for (let before: number | undefined; ; ) {
        const page = await store.history({ limit: 10, ...(before !== undefined && { before }) });
        seen.push(...page.map(({ id }) => id));
        before = page.at(-1)?.sequence;
        if (page.length < 10) break;
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `c${24 - index}`));
      expect(await store.history({ kind: 'key' })).toEqual([]);
      expect(await store.history({ id: "c1' OR '1'='1" })).toEqual([]);
    });

    test('is followed oldest first behind a sequence, each record once', async () => {
      const { store } = await opened();
      for (let count = 0; count < 5; count++) await store.createConsumer({ id: `c${count}` }, BY);
      const first = await store.history({ after: 0, limit: 3 });
      const rest = await store.history({ after: first.at(-1)?.sequence ?? 0, limit: 3 });
      expect([...first, ...rest].map(({ id }) => id)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
      expect(await store.history({ after: rest.at(-1)?.sequence ?? 0 })).toEqual([]);
    });

    test.each([
      { limit: 0 },
      { limit: MOST_HISTORY + 1 },
      { limit: 1.5 },
      { before: -1 },
      { kind: 'secret' },
      { id: 'x'.repeat(401) },
      { sql: '1' },
    ])('is not asked for with %j', async (filter) => {
      const { store } = await opened();
      await expectRefusal(store, () => store.history(filter as { limit: number }), 'invalid');
    });
  });
}
