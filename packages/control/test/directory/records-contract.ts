import type { DirectoryContents } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { DirectoryStore } from '../../src/directory/store.ts';
import { BY, createOpener, expectRefusal, type OpenStore } from './harness.ts';

const source = 'file';
const CONFIGURED: Partial<DirectoryContents> = {
  consumer: [{ id: 'filed', source, scopes: [], roles: [], groups: [], suspended: false }],
  application: [{ id: 'filed-app', source, consumer: 'filed', suspended: false }],
  plan: [{ id: 'filed-plan', source }],
  group: [{ id: 'filed-group', source }],
};

/** What a store promises of consumers, applications, plans and groups. */
export function recordsContract(open: OpenStore): void {
  const opened = createOpener(open);
  const openStore = async (configured?: Partial<DirectoryContents>) => (await opened(configured)).store;
  const withAcme = async (configured?: Partial<DirectoryContents>) => {
    const store = await openStore(configured);
    await store.createConsumer({ id: 'acme', scopes: ['read'], name: 'Acme' }, BY);
    return store;
  };

  describe('consumers, applications, plans and groups', () => {
    test('come back exactly as they were made, in the order of their ids', async () => {
      const store = await openStore();
      const plan = { id: 'gold', name: 'Gold', rate: { requests: 1, windowMs: 1000, burst: 5 }, quota: { requests: 9, windowMs: 60_000 } };
      await store.putPlan(plan, BY);
      await store.putPlan({ id: 'bare' }, BY);
      await store.putGroup({ id: 'partners', name: 'Partners' }, BY);
      const consumer = {
        id: 'acme',
        name: 'Acmé "&" Söhne',
        contact: 'a@b',
        scopes: ['a:b'],
        roles: ['r'],
        groups: ['partners'],
        plan: 'gold',
      };
      const { result, changes } = await store.createConsumer(consumer, BY);
      await store.createApplication({ id: 'web', consumer: 'acme', name: 'Web', plan: 'bare' }, BY);
      await store.createConsumer({ id: 'a' }, BY);
      expect(result).toEqual({ ...consumer, source: 'store', suspended: false });
      expect(changes).toEqual([{ kind: 'consumer', id: 'acme', record: result }]);
      const bare = { source: 'store', scopes: [], roles: [], groups: [], suspended: false };
      expect(await store.contents()).toEqual({
        consumer: [{ ...bare, id: 'a' }, result],
        application: [{ id: 'web', source: 'store', consumer: 'acme', name: 'Web', plan: 'bare', suspended: false }],
        plan: [
          { id: 'bare', source: 'store' },
          { ...plan, source: 'store' },
        ],
        group: [{ id: 'partners', source: 'store', name: 'Partners' }],
        key: [],
        client: [],
        login: [],
      });
    });

    test('an update sets what it names, null takes away, and all else stays', async () => {
      const store = await withAcme();
      const { result } = await store.updateConsumer('acme', { contact: 'x', suspended: true, name: null }, BY);
      expect(result).toEqual({ id: 'acme', source: 'store', contact: 'x', scopes: ['read'], roles: [], groups: [], suspended: true });
      expect((await store.contents()).consumer).toEqual([result]);
    });

    test('an update that changes nothing leaves no trace', async () => {
      const store = await withAcme();
      const before = await store.history({});
      expect((await store.updateConsumer('acme', { name: 'Acme' }, BY)).changes).toEqual([]);
      expect((await store.updateConsumer('acme', {}, BY)).changes).toEqual([]);
      expect(await store.history({})).toEqual(before);
    });

    test('a consumer that goes takes its applications, keys and clients along, and nobody else’s', async () => {
      const store = await withAcme();
      for (const id of ['acme-web', 'acme-app']) await store.createApplication({ id, consumer: 'acme' }, BY);
      await store.createKey({ id: 'k1', consumer: 'acme' }, BY);
      await store.createKey({ id: 'k2', consumer: 'acme', application: 'acme-web' }, BY);
      await store.createClient({ issuer: 'idp', clientId: 'c1', consumer: 'acme' }, BY);
      await store.createConsumer({ id: 'other' }, BY);
      await store.createKey({ id: 'k3', consumer: 'other' }, BY);
      const { changes } = await store.removeConsumer('acme', BY);
      expect(changes.map(({ kind, id, record }) => `${kind} ${id} ${record}`).sort()).toEqual(
        ['application acme-app', 'application acme-web', 'client idp#c1', 'consumer acme', 'key k1', 'key k2'].map(
          (name) => `${name} undefined`,
        ),
      );
      const { consumer, application, key, client } = await store.contents();
      expect([consumer, key].map((records) => records.map(({ id }) => id))).toEqual([['other'], ['k3']]);
      expect([application, client]).toEqual([[], []]);
    });

    test('an application that goes takes its keys and clients along, and no others', async () => {
      const store = await withAcme();
      await store.createApplication({ id: 'web', consumer: 'acme' }, BY);
      await store.createKey({ id: 'of-web', consumer: 'acme', application: 'web' }, BY);
      await store.createKey({ id: 'of-acme', consumer: 'acme' }, BY);
      await store.createClient({ issuer: 'idp', clientId: 'c', consumer: 'acme', application: 'web' }, BY);
      await store.removeApplication('web', BY);
      const { key, client } = await store.contents();
      expect([key.map(({ id }) => id), client]).toEqual([['of-acme'], []]);
    });

    test('what a record names has to be there', async () => {
      const store = await withAcme();
      const refused: [() => Promise<unknown>, RegExp][] = [
        [() => store.createConsumer({ id: 'x', plan: 'gold' }, BY), /no plan "gold"/],
        [() => store.createConsumer({ id: 'x', groups: ['g'] }, BY), /no group "g"/],
        [() => store.updateConsumer('acme', { plan: 'gold' }, BY), /no plan "gold"/],
        [() => store.updateConsumer('acne', {}, BY), /no consumer "acne"/],
        [() => store.createApplication({ id: 'x', consumer: 'acne' }, BY), /no consumer "acne"/],
        [() => store.updateApplication('x', {}, BY), /no application "x"/],
        [() => store.removeConsumer('acne', BY), /no consumer "acne"/],
        [() => store.removeApplication('x', BY), /no application "x"/],
        [() => store.removePlan('x', BY), /no plan "x"/],
        [() => store.removeGroup('x', BY), /no group "x"/],
      ];
      for (const [request, words] of refused) await expectRefusal(store, request, 'unknown', words);
      await expect(store.removeConsumer('acne', BY)).rejects.toMatchObject({ hint: 'did you mean "acme"?' });
    });

    test('an id names one record', async () => {
      const store = await withAcme(CONFIGURED);
      await store.createApplication({ id: 'web', consumer: 'acme' }, BY);
      for (const request of [
        () => store.createConsumer({ id: 'acme' }, BY),
        () => store.createApplication({ id: 'web', consumer: 'acme' }, BY),
        () => store.createConsumer({ id: 'filed' }, BY),
        () => store.createApplication({ id: 'filed-app', consumer: 'acme' }, BY),
        () => store.putPlan({ id: 'filed-plan' }, BY),
        () => store.putGroup({ id: 'filed-group' }, BY),
      ]) {
        await expectRefusal(store, request, 'taken', /already/);
      }
    });

    test('what stands in the configuration file can be named, and not be changed', async () => {
      const store = await withAcme(CONFIGURED);
      for (const request of [
        () => store.updateConsumer('filed', { suspended: true }, BY),
        () => store.removeConsumer('filed', BY),
        () => store.updateApplication('filed-app', { name: 'x' }, BY),
        () => store.removeApplication('filed-app', BY),
        () => store.removePlan('filed-plan', BY),
        () => store.removeGroup('filed-group', BY),
      ]) {
        await expectRefusal(store, request, 'not-here', /configuration file/);
      }
      await store.updateConsumer('acme', { plan: 'filed-plan', groups: ['filed-group'] }, BY);
      await store.createApplication({ id: 'more', consumer: 'filed' }, BY);
      await store.createKey({ consumer: 'filed', application: 'filed-app' }, BY);
    });

    test('a plan or group that something has is not removed, and who has it is named', async () => {
      const store = await withAcme();
      for (const id of ['p1', 'p2', 'p3']) await store.putPlan({ id }, BY);
      await store.putGroup({ id: 'g' }, BY);
      await store.updateConsumer('acme', { plan: 'p1', groups: ['g'] }, BY);
      await store.createApplication({ id: 'web', consumer: 'acme', plan: 'p2' }, BY);
      await store.createKey({ id: 'k', consumer: 'acme', plan: 'p3' }, BY);
      await expectRefusal(store, () => store.removePlan('p1', BY), 'in-use', /consumer acme/);
      await expectRefusal(store, () => store.removePlan('p2', BY), 'in-use', /application web/);
      await expectRefusal(store, () => store.removePlan('p3', BY), 'in-use', /key k/);
      await expectRefusal(store, () => store.removeGroup('g', BY), 'in-use', /consumer acme/);
      await store.removeConsumer('acme', BY);
      for (const id of ['p1', 'p2', 'p3']) await store.removePlan(id, BY);
      await store.removeGroup('g', BY);
      expect(await store.contents()).toMatchObject({ plan: [], group: [] });
    });

    test('what makes no sense is refused before anything is written', async () => {
      const store = await withAcme();
      const consumers = [
        { id: '' },
        { id: '../x' },
        { id: 'x'.repeat(65) },
        { id: '__proto__' },
        { id: 'x', name: 'a\u001b[31mb' },
        { id: 'x', name: 'a\u202eb' },
        { id: 'x', name: 'x'.repeat(201) },
        { id: 'x', contact: '' },
        { id: 'x', scopes: ['a b'] },
        { id: 'x', scopes: ['"'] },
        { id: 'x', scopes: Array.from({ length: 1001 }, (_, index) => `s${index}`) },
        { id: 'x', roles: ['a b'] },
        { id: 'x', groups: [1] },
        { id: 'x', sha256: 'a' },
      ];
      for (const consumer of consumers) {
        await expectRefusal(store, () => store.createConsumer(consumer as { id: string }, BY), 'invalid');
      }
      for (const changes of [{ scopes: null }, { suspended: 'yes' }, { suspended: null }, { colour: 'red' }]) {
        await expectRefusal(store, () => store.updateConsumer('acme', changes as object, BY), 'invalid');
      }
      const rate = { requests: 1, windowMs: 1 };
      for (const plan of [
        { rate: { ...rate, requests: 0 } },
        { rate: { ...rate, windowMs: 0.5 } },
        { quota: { requests: 1 } },
        { rate: { ...rate, burst: -1 } },
      ]) {
        await expectRefusal(store, () => store.putPlan({ id: 'p', ...plan } as { id: string }, BY), 'invalid');
      }
      for (const name of ['', 'x'.repeat(201), 'a\nb', 'a\u202eb']) {
        await expectRefusal(store, () => store.createConsumer({ id: 'x' }, { name }), 'invalid', /who makes a change/);
      }
    });

    test('an update cannot give a record another id, consumer or source', async () => {
      const store = await withAcme();
      await store.createConsumer({ id: 'other' }, BY);
      await store.createApplication({ id: 'web', consumer: 'acme' }, BY);
      await store.updateConsumer('acme', { id: 'new', source: 'file' } as object, BY);
      await store.updateApplication('web', { consumer: 'other', id: 'new' } as object, BY);
      const { consumer, application } = await store.contents();
      expect(consumer.map(({ id, source }) => `${id} ${source}`)).toEqual(['acme store', 'other store']);
      expect(application).toMatchObject([{ id: 'web', consumer: 'acme' }]);
    });

    test('text of any kind comes back as it was, and runs nothing', async () => {
      const store = await withAcme();
      const text = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
        .filter((candidate) => /^[^\p{Cc}\p{Cf}]+$/u.test(candidate));
      await fc.assert(
        fc.asyncProperty(fc.oneof(text, fc.constantFrom("'; DROP TABLE consumers; --", '%', '\\', '"')), async (name) => {
          expect((await store.updateConsumer('acme', { name }, BY)).result.name).toBe(name);
          expect((await store.contents()).consumer[0]?.name).toBe(name);
        }),
        { numRuns: 40 },
      );
    });

    test('there are only so many of a kind, and room again when one goes', async () => {
      const { store } = await opened({}, { mostRecords: 2 });
      await store.createConsumer({ id: 'a' }, BY);
      await store.createConsumer({ id: 'b' }, BY);
      await expectRefusal(store, () => store.createConsumer({ id: 'c' }, BY), 'full', /2 records of the kind consumer/);
      await store.updateConsumer('a', { name: 'x' }, BY);
      await store.createKey({ consumer: 'a' }, BY);
      await store.removeConsumer('a', BY);
      await store.createConsumer({ id: 'c' }, BY);
    });

    test('requests that come at once all happen, one after the other', async () => {
      const store = await openStore();
      const made = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => store.createConsumer({ id: `c${index % 10}` }, BY)));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      expect((await store.contents()).consumer).toHaveLength(10);
      expect(await store.history({})).toHaveLength(10);
    });
  });

  describe('a closed store', () => {
    test('says so, and may be closed again', async () => {
      const store: DirectoryStore = await withAcme();
      await store.close();
      await store.close();
      const closed = expect.objectContaining({ name: 'StoreUnavailableError', reason: 'closed' }) as unknown;
      for (const request of [
        () => store.contents(),
        () => store.createConsumer({ id: 'x' }, BY),
        () => store.recordKeyUse(new Map()),
        () => store.unusedKeys(0),
        () => store.history({}),
      ]) {
        await expect(request()).rejects.toEqual(closed);
      }
    });
  });
}
