import { afterEach, describe, expect, test } from 'vitest';

import type { OutboxStore } from '../src/outbox/store.ts';
import { notificationWith } from './notification.ts';

/** What every store of the outbox promises. `open` yields an empty store; each one is closed after its test. */
export function outboxStoreContract(name: string, open: () => OutboxStore): void {
  let store: OutboxStore;
  const openStore = () => {
    store = open();
    return store;
  };
  const add = (id: string, key = 'k', channel = 'c', dueMs = 0) =>
    store.add({ channel, notification: notificationWith({ id, key }), acceptedMs: 1, dueMs });
  const ids = (deliveries: readonly { readonly notification: { readonly id: string } }[]) =>
    deliveries.map(({ notification: { id } }) => id);

  describe(name, () => {
    afterEach(() => store.close());

    test('a notification comes back exactly as it was accepted', () => {
      openStore();
      const odd = notificationWith({ key: "'; DROP TABLE deliveries; --", title: '\u0000\u2028"\'\\ü😀', facts: [] });
      const added = store.add({ channel: 'c', notification: odd, acceptedMs: 5, dueMs: 7 });
      expect(added).toEqual({
        sequence: expect.any(Number),
        channel: 'c',
        state: 'pending',
        notification: odd,
        acceptedMs: 5,
        dueMs: 7,
        attempts: 0,
        folded: 0,
        error: null,
        settledMs: null,
      });
      expect(store.latest('c', odd.key)).toEqual(added);
    });

    test('only the first of each key is due, and the next one once that is settled', () => {
      openStore();
      const first = add('1', 'a');
      add('2', 'a');
      add('3', 'b');
      add('4', 'a', 'other');
      add('5', 'd', 'c', 100);
      expect(ids(store.due('c', 99, 10))).toEqual(['1', '3']);
      expect(store.nextDueMs('c', 99)).toBe(100);
      expect(store.nextDueMs('c', 100)).toBeUndefined();
      store.settle(first.sequence, 'failed', 50, 'no');
      expect(ids(store.due('c', 99, 10))).toEqual(['2', '3']);
      expect(ids(store.due('c', 100, 10))).toEqual(['2', '3', '5']);
      expect(ids(store.due('c', 100, 1))).toEqual(['2']);
    });

    test('a clock that was set back keeps nothing waiting', () => {
      openStore();
      add('1', 'a', 'c', 30 * 86_400_000);
      add('2', 'b', 'c', 3_600_000);
      expect(ids(store.due('c', 0, 10))).toEqual(['1']);
    });

    test('a delivery that is postponed holds back the later ones of its key, and no others', () => {
      openStore();
      const first = add('1', 'a');
      add('2', 'a');
      add('3', 'b');
      store.begin(first.sequence);
      store.postpone(first.sequence, 500, 'away');
      expect(ids(store.due('c', 10, 10))).toEqual(['3']);
      expect(store.list({ key: 'a' }, { limit: 2 }).at(-1)).toMatchObject({ attempts: 1, error: 'away', dueMs: 500, state: 'pending' });
    });

    test('what is in a delivery is known, also what was folded into it or replaced, for this channel only', () => {
      openStore();
      const { sequence } = add('1');
      store.replace(sequence, notificationWith({ id: '2', key: 'k', title: 'later' }), 7);
      store.fold(sequence, '3');
      expect(['1', '2', '3', '4'].map((id) => store.knows(id, 'c'))).toEqual([true, true, true, false]);
      expect(store.knows('1', 'd')).toBe(false);
      expect(store.latest('c', 'k')).toMatchObject({ folded: 2, dueMs: 7, notification: { id: '2', title: 'later' } });
    });

    test('what is settled is replaced no more', () => {
      openStore();
      const { sequence } = add('1');
      store.settle(sequence, 'delivered', 9, null);
      store.replace(sequence, notificationWith({ id: '2', key: 'k' }), 7);
      expect(store.latest('c', 'k')).toMatchObject({ notification: { id: '1' }, state: 'delivered', settledMs: 9 });
    });

    test('work that throws leaves nothing behind', () => {
      openStore();
      expect(() =>
        store.atomically(() => {
          add('1');
          throw new Error('half-way');
        }),
      ).toThrow('half-way');
      expect(store.counts()).toEqual([]);
      expect(store.knows('1', 'c')).toBe(false);
    });

    test('what the receiver calls a thing is kept by channel and key until it is forgotten', () => {
      openStore();
      store.setReference('c', 'k', '7', 1);
      store.setReference('c', 'k', '8', 2);
      expect([store.reference('c', 'k'), store.reference('d', 'k'), store.reference('c', 'l')]).toEqual(['8', undefined, undefined]);
      store.setReference('c', 'k', null, 3);
      expect(store.reference('c', 'k')).toBeUndefined();
    });

    test('lists are filtered, newest first and in pages', () => {
      openStore();
      for (let id = 1; id <= 5; id++) add(String(id), id % 2 === 0 ? 'even' : 'odd', id > 3 ? 'd' : 'c');
      expect(ids(store.list({}, { limit: 2 }))).toEqual(['5', '4']);
      expect(ids(store.list({ channel: 'c' }, { limit: 9, before: store.list({}, { limit: 9 })[2]?.sequence ?? 0 }))).toEqual(['2', '1']);
      expect(ids(store.list({ key: 'odd', state: 'pending' }, { limit: 9 }))).toEqual(['5', '3', '1']);
      expect(ids(store.list({ state: 'failed' }, { limit: 9 }))).toEqual([]);
      expect(store.counts()).toEqual([
        { channel: 'c', pending: 3, delivered: 0, failed: 0 },
        { channel: 'd', pending: 2, delivered: 0, failed: 0 },
      ]);
      expect(store.countPending('c')).toBe(3);
      expect(() => store.list({}, { limit: 0 })).toThrow(RangeError);
      expect(() => store.list({}, { limit: 1001 })).toThrow(RangeError);
    });

    test('pruning takes what was settled long ago and what is too much, and never what is pending', () => {
      openStore();
      for (let id = 1; id <= 6; id++) {
        const { sequence } = add(String(id), String(id));
        if (id < 6) store.settle(sequence, 'delivered', id * 10, null);
      }
      expect(store.prune({ settledBeforeMs: 25, keepAtMost: 2 }, 100)).toBe(3);
      expect(ids(store.list({}, { limit: 9 }))).toEqual(['6', '5', '4']);
      expect(store.knows('1', 'c')).toBe(false);
      expect(store.prune({ settledBeforeMs: 1000, keepAtMost: 0 }, 1)).toBe(1);
      expect(store.prune({ settledBeforeMs: 1000, keepAtMost: 0 }, 9)).toBe(1);
      expect(ids(store.list({}, { limit: 9 }))).toEqual(['6']);
    });
  });
}
