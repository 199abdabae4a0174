import type { Sanction, SanctionChange } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { createTraffic, type Traffic } from './ladder/traffic.ts';
import { openSanctionBook } from './sanction-book.ts';
import { openBehaviorStore } from './sqlite/open.ts';
import type { BehaviorStore } from './store.ts';
import { exchangeOf } from './testing/detections.ts';

const CHANGES = ['addSanction', 'undo', 'addEvent'] as const;

function blockOf(id: string): Sanction {
  return {
    id,
    action: 'block',
    match: [{ kind: 'user', id: 'acme' }],
    api: null,
    requestsPerMinute: null,
    dryRun: false,
    created: new Date().toISOString(),
    expires: new Date(Date.now() + 3_600_000).toISOString(),
    by: 'response:block',
    reason: '',
    incident: null,
    undone: null,
  };
}

/** A book whose store takes no change while the disk is full. */
async function bookOnDisk() {
  const store = openBehaviorStore(':memory:');
  let isFull = false;
  const onDisk = new Proxy<BehaviorStore>(store, {
    get: (target, name: keyof BehaviorStore) =>
      isFull && (CHANGES as readonly string[]).includes(name)
        ? () => Promise.reject(new Error('no space is left'))
        : target[name].bind(target),
  });
  const published: SanctionChange[] = [];
  const problems: string[] = [];
  const book = await openSanctionBook<void>({
    store: onDisk,
    publish: async (changes) => void published.push(...changes),
    traffic: createTraffic(),
    onProblem: ({ message }) => problems.push(message),
    retryMs: 1,
  });
  const fill = (full: boolean): void => {
    isFull = full;
  };
  return { book, store, published, problems, fill };
}

test('on a full disk a block takes effect all the same, is kept once there is room, and that is said', async () => {
  const { book, store, published, problems, fill } = await bookOnDisk();
  fill(true);
  await book.impose(blockOf('a'));
  expect(book.active().map(({ id }) => id)).toEqual(['a']);
  expect(published).toMatchObject([{ kind: 'impose', sanction: { id: 'a' } }]);
  expect(book.unkept).toBe(1);
  expect(problems).toContain('no space is left');
  fill(false);
  await expect.poll(() => book.unkept).toBe(0);
  expect(await store.sanction('a')).toMatchObject({ id: 'a', undone: null });
});

test('and is undone all the same, and stays undone', async () => {
  const { book, store, published, fill } = await bookOnDisk();
  await book.impose(blockOf('a'));
  fill(true);
  expect(await book.undo('a', 'person:ada')).toMatchObject({ sanction: { undone: { by: 'person:ada' } } });
  expect(book.active()).toEqual([]);
  expect(published.at(-1)).toEqual({ kind: 'lift', id: 'a' });
  fill(false);
  await expect.poll(() => book.unkept).toBe(0);
  expect((await store.sanction('a'))?.undone).toMatchObject({ by: 'person:ada' });
});

test('one that was never kept can be undone, and is on record as undone', async () => {
  const { book, store, fill } = await bookOnDisk();
  fill(true);
  await book.impose(blockOf('a'));
  await book.undo('a', 'person:ada');
  expect(book.active()).toEqual([]);
  fill(false);
  await expect.poll(() => book.unkept).toBe(0);
  expect((await store.sanction('a'))?.undone).toMatchObject({ by: 'person:ada' });
  expect(await store.activeSanctions(Date.now())).toEqual([]);
});

test('while the disk is full what is not stored is listed as that, before what is, and each once, page by page', async () => {
  const { book, fill } = await bookOnDisk();
  for (const id of ['a', 'b', 'c']) await book.impose(blockOf(id));
  fill(true);
  for (const id of ['d', 'e']) await book.impose(blockOf(id));
  await book.undo('b', 'person:ada');
  const [listed, active]: string[][] = [[], []];
  for (const [filter, ids] of [
    [{}, listed],
    [{ activeAtMs: Date.now() }, active],
  ] as const) {
    for (let after: string | null = ''; after !== null; ) {
      const { items, next } = await book.list(filter, { limit: 2, ...(after !== '' && { after }) });
      ids?.push(...items.map(({ id, stored, undone }) => `${id}${stored ? '' : ' not stored'}${undone === null ? '' : ' undone'}`));
      after = next;
    }
  }
  expect(listed).toEqual(['e not stored', 'd not stored', 'c', 'b not stored undone', 'a']);
  expect(active).toEqual(['e not stored', 'd not stored', 'c', 'a']);
  fill(false);
  await expect.poll(() => book.unkept).toBe(0);
  expect((await book.list({}, { limit: 10 })).items.map(({ id, stored }) => [id, stored])).toEqual(
    ['e', 'd', 'c', 'b', 'a'].map((id) => [id, true]),
  );
});

test('a disk that fills up while blocks go on being ordered does not put off storing them for as long as that goes on', async () => {
  const { book, store, fill } = await bookOnDisk();
  fill(true);
  await book.impose(blockOf('a'));
  fill(false);
  for (let turn = 0; turn < 50 && book.unkept > 0; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    fill(true);
    await book.impose(blockOf(`more-${turn}`));
    fill(false);
  }
  await expect.poll(() => book.unkept).toBe(0);
  expect(await store.sanction('a')).toBeDefined();
});

test('what cannot be stored to the very end is named, and what can is stored', async () => {
  const { book, store, fill } = await bookOnDisk();
  fill(true);
  await book.impose(blockOf('a'));
  expect(await book.close()).toMatchObject([{ id: 'a' }]);
  fill(false);
  expect(await book.close()).toEqual([]);
  expect(await store.sanction('a')).toBeDefined();
});

test('what nobody has ordered cannot be undone', async () => {
  const { book } = await bookOnDisk();
  expect(await book.undo('x', 'person:ada')).toBeUndefined();
});

test('what a block took of the traffic is kept with it, and counts after a restart', async () => {
  const store = openBehaviorStore(':memory:');
  const opened = (traffic: Traffic) => openSanctionBook<void>({ store, publish: async () => undefined, traffic });
  const traffic = createTraffic();
  for (let index = 0; index < 20; index++) traffic.note([exchangeOf([{ kind: 'user', id: index === 0 ? 'acme' : `u-${index}` }])]);
  await (await opened(traffic)).impose(blockOf('a'));
  expect((await store.sanction('a'))?.weight).toEqual({
    requests: { taken: 1, of: 20 },
    known: { taken: 1, of: 20 },
    others: { taken: 0, of: 20 },
  });
  const later = createTraffic();
  later.note([exchangeOf([{ kind: 'user', id: 'u-1' }])]);
  const { inEffect } = await opened(later);
  expect(inEffect.beyondCap([{ kind: 'user', id: 'u-1' }], { requests: 0.05, callers: 0.05 })).toContain('would hit 2 callers');
});

describe('what a person orders once more', () => {
  const ordered = (id: string, more: Partial<Sanction> = {}): Sanction => ({ ...blockOf(id), by: 'person:ada', ...more });

  test('takes the place of what is the same, so that one undo lets the caller in', async () => {
    const { book, store, published } = await bookOnDisk();
    await book.impose(ordered('a'));
    await book.impose(ordered('b', { by: 'person:bob', expires: new Date(Date.now() + 7_200_000).toISOString() }));
    expect(book.active().map(({ id }) => id)).toEqual(['b']);
    expect(published.slice(1)).toMatchObject([
      { kind: 'impose', sanction: { id: 'b' } },
      { kind: 'lift', id: 'a' },
    ]);
    expect((await store.sanction('a'))?.undone?.by).toBe('sanction:b');
  });

  test.each([
    ['an action', { action: 'stepUp' }],
    ['an API', { api: 'orders' }],
    ['a dry-run', { dryRun: true }],
    ['a caller', { match: [{ kind: 'user', id: 'other' }] }],
    ['a rate', { requestsPerMinute: 5 }],
  ] as const)('stands beside what differs in %s', async (_what, more) => {
    const { book } = await bookOnDisk();
    await book.impose(ordered('a'));
    await book.impose(ordered('b', more as Partial<Sanction>));
    expect(book.active()).toHaveLength(2);
  });

  test('stands beside what the ladder has ordered', async () => {
    const { book } = await bookOnDisk();
    await book.impose(blockOf('a'));
    await book.impose(ordered('b'));
    expect(book.active()).toHaveLength(2);
  });
});
