import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { notificationWith } from '../../test/notification.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { AWAY, ScriptedChannel, TAKEN } from '../../test/scripted-channel.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { FOLD_MS } from './admission.ts';
import type { Outcome } from './channel.ts';
import { GIVE_UP_MS } from './lane.ts';
import { openOutboxStore } from './sqlite/open.ts';

const MINUTE = 60_000;
const ids = (notifications: readonly { readonly id: string }[]) => notifications.map(({ id }) => id);

describe('delivering', () => {
  test('each channel that wants a notification gets it, once', async () => {
    await using under = outboxUnderTest(['a', 'b', 'c']);
    const { a, b, c } = under.channels;
    if (c !== undefined) c.wants = () => false;
    under.notify();
    under.notify();
    await under.pass(1000);
    expect([a, b, c].map((channel) => ids(channel?.taken ?? []))).toEqual([['n1'], ['n1'], []]);
    await under.pass(GIVE_UP_MS);
    expect(a?.attempts).toHaveLength(1);
    expect(under.outbox.channels()[0]).toMatchObject({ name: 'a', pending: 0, delivered: 1, failed: 0, failures: 0 });
    expect(under.outbox.degradations()).toEqual([]);
  });

  test('what is handed in for channels by name goes to these, whatever they want', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    under.outbox.accept(notificationWith(), ['b', 'nobody']);
    await under.pass(0);
    expect([under.channels['a']?.taken, ids(under.channels['b']?.taken ?? [])]).toEqual([[], ['n1']]);
  });

  test('tickets go to trackers, messages to people to the others, and what names channels to these', async () => {
    await using under = outboxUnderTest(['a', 'b', 'c']);
    const { b } = under.channels;
    if (b !== undefined) b.isTracker = true;
    under.outbox.notify(notificationWith({ id: 'n1', key: 'k1' }), { kind: 'ticket' });
    under.outbox.notify(notificationWith({ id: 'n2', key: 'k2' }), { kind: 'notify' });
    under.outbox.notify(notificationWith({ id: 'n3', key: 'k3' }), { kind: 'notify', channels: ['b', 'nobody'] });
    under.outbox.notify(notificationWith({ id: 'n4', key: 'k4' }));
    await under.pass(0);
    expect(Object.values(under.channels).map(({ taken }) => ids(taken))).toEqual([
      ['n2', 'n4'],
      ['n1', 'n3', 'n4'],
      ['n2', 'n4'],
    ]);
  });

  test('what is too long is cut, and what is no notification is told, without harm to the others', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    under.notify({
      id: 'long',
      key: 'k'.repeat(300),
      title: 't'.repeat(1000),
      commands: Array.from({ length: 50 }, () => 'c'.repeat(900)),
    });
    under.notify({ id: 'wrong', key: 'k2', time: 'yesterday' });
    under.notify({ id: 'right', key: 'k3' });
    await under.pass(1000);
    expect(ids(a?.taken ?? [])).toEqual(['long', 'right']);
    expect(a?.taken[0]?.title).toBe('t'.repeat(200));
    expect(under.problems).toEqual([expect.objectContaining({ message: expect.stringContaining('/time') })]);
    expect(under.outbox.degradations()).toEqual(['messages to people were lost']);
  });

  test('failures are tried again, ever more slowly, up to every quarter of an hour', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    const at: number[] = [];
    if (a !== undefined) {
      a.answer = () => {
        at.push(under.timers.now());
        return AWAY;
      };
    }
    under.notify();
    await under.pass(2 * 60 * MINUTE);
    const pauses = at.slice(1).map((time, index) => Math.round((time - (at[index] ?? 0)) / 1000));
    expect(pauses.slice(0, 11)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    expect(a?.attempts.slice(0, 3).map(({ attempt }) => attempt.number)).toEqual([1, 2, 3]);
    expect(under.outbox.degradations()).toEqual(['messages to people cannot be delivered']);
    if (a !== undefined) a.answer = () => TAKEN;
    await under.pass(15 * MINUTE);
    expect(ids(a?.taken ?? [])).toEqual(['n1']);
    expect(under.outbox.degradations()).toEqual([]);
  });

  test('a receiver that some did not get a message from goes on with all else, and with what is newer about the same', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    const { a, b } = under.channels;
    const got: string[] = [];
    if (a !== undefined) {
      a.answer = ({ id }) => {
        got.push(id);
        return id === 'n1' ? { kind: 'later', reason: 'taken, but not for grey', othersHaveIt: true } : TAKEN;
      };
    }
    under.notify();
    await under.pass(1000);
    under.notify({ id: 'n2', key: 'other' });
    await under.pass(2000);
    expect(got).toEqual(['n1', 'n2', 'n1']);
    expect(under.outbox.channels()[0]).toMatchObject({
      pending: 1,
      failures: 0,
      pausedUntilMs: null,
      lastError: 'taken, but not for grey',
    });
    under.notify({ id: 'n3', state: 'resolved' });
    await under.pass(1000);
    expect(got).toEqual(['n1', 'n2', 'n1', 'n3']);
    expect(under.outbox.deliveries({ channel: 'a', state: 'failed' }, { limit: 9 })).toMatchObject([
      { notification: { id: 'n1' }, error: 'taken, but not for grey' },
    ]);
    expect(b?.taken.some(({ key, state }) => key === 'channel:a' && state === 'opened')).toBe(true);
  });

  test('a channel that fails for a quarter of an hour is told of long before anything is given up', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    const { a, b } = under.channels;
    if (a !== undefined) a.answer = () => AWAY;
    under.notify();
    await under.pass(10 * MINUTE);
    const notices = () => b?.taken.filter(({ key }) => key === 'channel:a').map(({ state }) => state);
    expect(notices()).toEqual([]);
    await under.pass(10 * MINUTE);
    expect(notices()).toEqual(['opened']);
    if (a !== undefined) a.answer = () => TAKEN;
    await under.pass(20 * MINUTE);
    expect(notices()).toEqual(['opened', 'resolved']);
  });

  test('a receiver that asks for patience gets it, but not without end', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    if (a !== undefined) a.answer = () => ({ kind: 'later', reason: 'too much', afterMs: 90_000 });
    under.notify();
    under.notify({ id: 'n2', key: 'other' });
    await under.pass(89_000);
    expect(a?.attempts).toHaveLength(2);
    if (a !== undefined) a.answer = () => ({ kind: 'later', reason: 'too much', afterMs: 1e12 });
    await under.pass(2000);
    expect(a?.attempts.length).toBeGreaterThan(2);
    const tried = a?.attempts.length ?? 0;
    await under.pass(61 * MINUTE);
    expect(a?.attempts.length).toBeGreaterThan(tried);
  });

  test('a channel that throws or hangs has failed for now, and others do not notice', async () => {
    await using under = outboxUnderTest(['a', 'b', 'c']);
    const { a, b, c } = under.channels;
    if (a !== undefined) a.answer = () => new Promise(() => undefined);
    if (b !== undefined) b.answer = () => Promise.reject(new Error('broken\u001b[31m'));
    for (let count = 0; count < 20; count++) under.notify({ id: `n${count}`, key: `k${count}` });
    await under.pass(1000);
    expect(c?.taken).toHaveLength(20);
    expect(a?.attempts).toHaveLength(4);
    await under.pass(30_000);
    expect(a?.attempts[0]?.attempt.signal.aborted).toBe(true);
    const [stateOfA, stateOfB] = under.outbox.channels();
    expect(stateOfA).toMatchObject({ pending: 20, failures: 1, lastError: 'there was no complete answer in time' });
    expect(stateOfB?.lastError).toBe('broken\\u001b[31m');
  });
});

describe('giving up', () => {
  test('what the receiver refuses is kept as failed, and the other channels are told, once until it works again', async () => {
    await using under = outboxUnderTest(['a', 'b', 'c']);
    const { a, b, c } = under.channels;
    if (a !== undefined) a.answer = () => ({ kind: 'refused', reason: 'answered 404' });
    under.notify();
    under.notify({ id: 'n2', key: 'other' });
    await under.pass(1000);
    expect(under.outbox.deliveries({ state: 'failed' }, { limit: 10 }).map(({ error, channel }) => [channel, error])).toEqual([
      ['a', 'answered 404'],
      ['a', 'answered 404'],
    ]);
    const notices = (channel: ScriptedChannel | undefined) =>
      channel?.taken.filter(({ key }) => key.startsWith('channel:')).map(({ key, state }) => `${key} ${state}`);
    expect([notices(b), notices(c), notices(a)]).toEqual([['channel:a opened'], ['channel:a opened'], []]);
    expect(under.outbox.degradations()).toEqual(['messages to people cannot be delivered']);
    if (a !== undefined) a.answer = () => TAKEN;
    under.notify({ id: 'n3', key: 'third' });
    await under.pass(1000);
    expect(notices(b)).toEqual(['channel:a opened', 'channel:a resolved']);
    expect(under.outbox.degradations()).toEqual([]);
  });

  test('two channels that refuse everything tell each other once, and no more comes of it', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    for (const channel of Object.values(under.channels)) channel.answer = () => ({ kind: 'refused', reason: 'no' });
    under.notify();
    await under.pass(GIVE_UP_MS);
    expect(Object.values(under.channels).map(({ attempts }) => attempts.length)).toEqual([2, 2]);
  });

  test('after a day it is given up, and what comes next has its turn', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    if (a !== undefined) a.answer = ({ id }) => (id === 'n1' ? AWAY : TAKEN);
    under.notify();
    await under.pass(GIVE_UP_MS - 30 * MINUTE);
    under.notify({ id: 'n2', state: 'resolved' });
    await under.pass(90 * MINUTE);
    expect(ids(a?.taken ?? [])).toEqual(['n2']);
    expect(under.outbox.deliveries({ state: 'failed' }, { limit: 10 }).map(({ notification }) => notification.id)).toEqual(['n1']);
  });

  test('of more than 1000 that wait for one channel the oldest give way, and that is told', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    const { a, b } = under.channels;
    if (a !== undefined) a.answer = () => new Promise(() => undefined);
    for (let count = 0; count < 1010; count++) {
      under.notify({ id: `n${count}`, key: `k${count}` });
      if (count === 10) await under.pass(0);
    }
    await under.pass(1000);
    const failed = under.outbox.deliveries({ channel: 'a', state: 'failed' }, { limit: 100 });
    expect(failed).toHaveLength(10);
    expect(failed[0]?.error).toContain('more than 1000');
    // What is under way stays.
    expect(failed.map(({ notification }) => notification.id)).not.toContain('n0');
    expect(b?.taken.some(({ key }) => key === 'channel:a')).toBe(true);
    expect(b?.taken.filter(({ key }) => key !== 'channel:a')).toHaveLength(1010);
  });

  test('a channel that leaves the configuration leaves nothing that waits for ever', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    const { a, b } = under.channels;
    if (a !== undefined) a.answer = () => AWAY;
    under.notify();
    await under.pass(1000);
    under.outbox.setChannels(b === undefined ? [] : [b]);
    await under.pass(2 * MINUTE);
    expect(under.outbox.deliveries({ channel: 'a' }, { limit: 1 })[0]).toMatchObject({
      state: 'failed',
      error: 'the channel is no longer in the configuration',
    });
    expect(under.outbox.channels().map(({ name }) => name)).toEqual(['b']);
  });
});

describe('what says the same', () => {
  test('is said once, and the last change is not lost', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    under.notify({ id: 'n1' });
    await under.pass(0);
    under.notify({ id: 'n2' });
    for (let count = 0; count < 100; count++) {
      under.notify({ id: `c${count}`, state: 'changed' });
      await under.pass(100);
    }
    expect(ids(a?.taken ?? [])).toEqual(['n1', 'c0']);
    await under.pass(FOLD_MS);
    expect(ids(a?.taken ?? [])).toEqual(['n1', 'c0', 'c99']);
    expect(under.outbox.deliveries({}, { limit: 1 })[0]).toMatchObject({ folded: 98 });
  });

  test.each(['resolved', 'acknowledged'] as const)('%s waits for no change that waits, and takes its place', async (state) => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    for (const [index, said] of (['opened', 'changed', 'changed', state] as const).entries()) {
      under.notify({ id: `n${index}`, state: said });
      await under.pass(100);
    }
    expect(ids(a?.taken ?? [])).toEqual(['n0', 'n1', 'n3']);
    await under.pass(2 * FOLD_MS);
    expect(ids(a?.taken ?? [])).toEqual(['n0', 'n1', 'n3']);
    expect(under.store.countPending('a')).toBe(0);
  });

  test.each(['opened', 'changed', 'resolved'] as const)(
    'once it was tried it keeps its id, also where something newer says the same: %s',
    async (state) => {
      await using under = outboxUnderTest(['a']);
      const { a } = under.channels;
      if (a !== undefined) a.answer = () => AWAY;
      under.notify({ id: 'n0', state });
      await under.pass(500);
      under.notify({ id: 'n1', state });
      if (a !== undefined) a.answer = () => TAKEN;
      await under.pass(MINUTE);
      expect(ids((a?.attempts ?? []).map(({ notification }) => notification))).toEqual(['n0', 'n0']);
      await under.pass(2 * FOLD_MS);
      expect(ids(a?.taken ?? [])).toEqual(state === 'changed' ? ['n0', 'n1'] : ['n0']);
    },
  );

  test('is news again when it was over in between, or long ago', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    for (const [index, state] of (['opened', 'resolved', 'opened', 'resolved'] as const).entries()) {
      under.notify({ id: `n${index}`, state });
      await under.pass(1000);
    }
    await under.pass(FOLD_MS);
    under.notify({ id: 'n4', state: 'resolved' });
    await under.pass(1000);
    expect(ids(a?.taken ?? [])).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  test('after a failure it is tried as if it were new', async () => {
    await using under = outboxUnderTest(['a']);
    const { a } = under.channels;
    if (a !== undefined) a.answer = () => ({ kind: 'refused', reason: 'no' });
    under.notify();
    await under.pass(1000);
    if (a !== undefined) a.answer = () => TAKEN;
    under.notify({ id: 'n2' });
    await under.pass(1000);
    expect(ids(a?.taken ?? [])).toEqual(['n2']);
  });
});

test('whatever a channel answers, each key is told in order, no two at once, and at last as it is', async () => {
  const step = fc.record({
    key: fc.constantFrom('x', 'y'),
    state: fc.constantFrom('opened' as const, 'changed' as const, 'resolved' as const),
    waitMs: fc.constantFrom(0, 500, 60_000, 400_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.constantFrom(TAKEN, TAKEN, AWAY)), async (steps, answers) => {
      await using under = outboxUnderTest(['a']);
      const { a } = under.channels;
      const busy = new Set<string>();
      if (a !== undefined) {
        a.answer = async ({ key }) => {
          expect(busy.has(key)).toBe(false);
          busy.add(key);
          await Promise.resolve();
          busy.delete(key);
          const { value } = answers.next() as IteratorResult<Outcome, undefined>;
          return value ?? TAKEN;
        };
      }
      const last = new Map<string, string>();
      for (const [index, { key, state, waitMs }] of steps.entries()) {
        under.notify({ id: `n${index}`, key, state });
        // Saying again that it has begun or is over is no news; what is new is what was said first.
        if (state === 'changed' || last.get(key)?.split(' ')[1] !== state) last.set(key, `n${index} ${state}`);
        await under.pass(waitMs);
      }
      await under.pass(3 * 60 * MINUTE);
      for (const key of ['x', 'y']) {
        const taken = (a?.taken ?? []).filter((notification) => notification.key === key);
        const numbers = taken.map(({ id }) => Number(id.slice(1)));
        expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
        expect(taken.at(-1)?.state).toBe(last.get(key)?.split(' ')[1]);
        expect(new Set(numbers).size).toBe(numbers.length);
      }
      expect(under.store.countPending('a')).toBe(0);
    }),
    { numRuns: 25 },
  );
});

describe('when things go down', () => {
  test('what was not delivered before the end is delivered after the next start', async () => {
    const store = openOutboxStore(':memory:');
    const before = outboxUnderTest(['a'], { store });
    const { a } = before.channels;
    if (a !== undefined) a.answer = () => new Promise(() => undefined);
    before.notify();
    await before.pass(0);
    await before.outbox.close();
    expect(a?.attempts[0]?.attempt.signal.aborted).toBe(true);
    await using after = outboxUnderTest(['a'], { store });
    await after.pass(1000);
    expect(ids(after.channels['a']?.taken ?? [])).toEqual(['n1']);
    expect(after.channels['a']?.attempts[0]?.attempt.number).toBe(2);
  });

  /** An outbox whose store takes nothing new until it is said to. */
  const fullOutbox = (names: readonly string[]) => {
    const store = openOutboxStore(':memory:');
    let isFull = true;
    const failing = {
      ...store,
      add: (...args: Parameters<typeof store.add>) => {
        if (isFull) throw new StoreUnavailableError('full', 'outbox cannot grow');
        return store.add(...args);
      },
    };
    return {
      under: outboxUnderTest(names, { store: failing }),
      makeRoom: () => {
        isFull = false;
      },
    };
  };

  test('while the store cannot be written people are told all the same, once, it is said, and what was told is on record later', async () => {
    const { under, makeRoom } = fullOutbox(['a', 'b']);
    await using _ = under;
    const { a, b } = under.channels;
    if (b !== undefined) b.answer = () => AWAY;
    under.notify();
    under.notify({ id: 'n2' });
    expect(under.outbox.degradations()).toEqual(['messages to people cannot be stored']);
    await under.pass(60_000);
    expect(ids(a?.taken ?? [])).toEqual(['n1']);
    expect(b?.attempts.length).toBeGreaterThan(1);
    expect(b?.attempts.length).toBeLessThan(10);
    if (b !== undefined) b.answer = () => TAKEN;
    makeRoom();
    await under.pass(60_000);
    expect(ids(a?.taken ?? [])).toEqual(['n1']);
    expect(b?.taken).toHaveLength(1);
    expect(under.outbox.degradations()).toEqual([]);
    expect(under.outbox.channels()).toMatchObject([
      { name: 'a', delivered: 1, pending: 0 },
      { name: 'b', delivered: 1, pending: 0 },
    ]);
  });

  test('what is over is told past a store as well; changes, and trackers, wait for it', async () => {
    const { under, makeRoom } = fullOutbox(['a', 'tickets']);
    await using _ = under;
    const { a, tickets } = under.channels;
    if (tickets !== undefined) tickets.isTracker = true;
    under.notify();
    await under.pass(1000);
    under.notify({ id: 'n2', state: 'changed' });
    under.notify({ id: 'n3', state: 'resolved' });
    await under.pass(60_000);
    expect(ids(a?.taken ?? [])).toEqual(['n1', 'n3']);
    expect(tickets?.attempts).toEqual([]);
    makeRoom();
    await under.pass(10 * 60_000);
    expect(ids(tickets?.taken ?? [])).toEqual(['n1', 'n2', 'n3']);
  });

  test('what is under way past the store is cut short when it closes', async () => {
    const { under } = fullOutbox(['a']);
    const { a } = under.channels;
    if (a !== undefined) a.answer = () => new Promise(() => undefined);
    under.notify();
    await under.pass(0);
    await under.outbox.close();
    expect(a?.attempts[0]?.attempt.signal.aborted).toBe(true);
  });

  test('channels that stay the same go on undisturbed when others change', async () => {
    await using under = outboxUnderTest(['a', 'b']);
    const { a } = under.channels;
    if (a === undefined) throw new Error('there is no channel a');
    a.answer = () => new Promise(() => undefined);
    under.notify();
    await under.pass(0);
    under.outbox.setChannels([a, new ScriptedChannel('c')]);
    await under.pass(1000);
    expect(a.attempts).toHaveLength(1);
    expect(a.attempts[0]?.attempt.signal.aborted).toBe(false);
  });

  test('after a restart it is still known which channel is in trouble', async () => {
    const store = openOutboxStore(':memory:');
    const before = outboxUnderTest(['a', 'b'], { store });
    const { a } = before.channels;
    if (a !== undefined) a.answer = () => ({ kind: 'refused', reason: 'no' });
    before.notify();
    await before.pass(1000);
    await before.outbox.close();
    await using after = outboxUnderTest(['a', 'b'], { store });
    expect(after.outbox.degradations()).toEqual(['messages to people cannot be delivered']);
    after.notify({ id: 'n2', key: 'other' });
    await after.pass(1000);
    expect(after.channels['b']?.taken.map(({ key, state }) => `${key} ${state}`)).toEqual(['other opened', 'channel:a resolved']);
  });
});
