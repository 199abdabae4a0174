import { describe, expect, test } from 'vitest';

import type { Outcome } from '../outbox/channel.ts';
import { deliverBatch } from './deliver-batch.ts';
import type { Line, Sink, SomeTaken } from './sinks/sink.ts';

const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, index) => ({ text: String(index), timeMs: 0, kind: 'exchange' }));
const numbers = (batch: readonly Line[]): number[] => batch.map(({ text }) => Number(text));

/** A receiver that refuses batches with one of these, and says later to those with one of the others. */
function receiver(isBad: (number: number) => boolean, isLater: (number: number) => boolean = () => false) {
  const taken: number[] = [];
  let requests = 0;
  const send: Sink['send'] = async (batch): Promise<Outcome | SomeTaken> => {
    requests += 1;
    if (numbers(batch).some(isLater)) return { kind: 'later', reason: 'away' };
    if (numbers(batch).some(isBad)) return { kind: 'refused', reason: 'answered 400' };
    taken.push(...numbers(batch));
    return { kind: 'delivered', answer: '' };
  };
  return { taken, send, requests: () => requests };
}
const deliver = (batch: readonly Line[], send: Sink['send'], inARow = 0) =>
  deliverBatch(batch, send, { inARow, random: () => 0.5, signal: new AbortController().signal });

describe('a batch', () => {
  test('of which one record is bad loses this one only', async () => {
    const { send, taken } = receiver((number) => number === 13);
    expect(await deliver(lines(30), send)).toMatchObject({ taken: 29, givenUp: 1, left: [], later: undefined, inARow: 0 });
    expect(taken).not.toContain(13);
  });

  test.each<[what: string, isBad: (number: number) => boolean, bad: number]>([
    ['the first 100 of 250', (number) => number < 100, 100],
    ['every second', (number) => number % 2 === 1, 125],
    ['two of three', (number) => number % 3 !== 0, 166],
  ])('of which many are bad is not held back by these: %s', async (_what, isBad, bad) => {
    const { send, taken } = receiver(isBad);
    expect(await deliver(lines(250), send)).toMatchObject({ taken: 250 - bad, givenUp: bad, left: [], later: undefined });
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('of which the receiver takes nothing is kept as a whole, and costs few requests, fewer when it is known', async () => {
    const { send, requests } = receiver(() => true);
    const first = await deliver(lines(250), send);
    expect(first).toMatchObject({ taken: 0, givenUp: 0, later: { kind: 'later', reason: expect.stringContaining('answered 400') } });
    expect(numbers(first.left)).toEqual(numbers(lines(250)));
    expect(requests()).toBeLessThan(50);
    const before = requests();
    const second = await deliver(first.left, send, first.inARow);
    expect(second).toMatchObject({ givenUp: 0, left: first.left });
    expect(requests() - before).toBeLessThan(20);
  });

  test('a few at a time of which the receiver takes nothing are kept as well, and go on when it takes some again', async () => {
    const { send } = receiver(() => true);
    let inARow = 0;
    let givenUp = 0;
    for (let count = 0; count < 10; count++) {
      const result = await deliver(lines(1), send, inARow);
      inARow = result.inARow;
      givenUp += result.givenUp;
    }
    expect(givenUp).toBe(4);
    expect(await deliver(lines(2), receiver((number) => number === 0).send, inARow)).toMatchObject({
      taken: 1,
      givenUp: 1,
      later: undefined,
    });
  });

  test('that is cut short by a failure leaves what was not taken, in order, and nothing that was', async () => {
    const { send, taken } = receiver(
      (number) => number === 3,
      (number) => number === 6,
    );
    const first = receiver((number) => number === 3);
    let calls = 0;
    const cut: Sink['send'] = (batch, signal) => (++calls === 1 ? first.send(batch, signal) : send(batch, signal));
    const result = await deliver(lines(10), cut);
    expect(result.later).toMatchObject({ reason: 'away' });
    expect([...numbers(result.left), ...taken].toSorted((one, other) => one - other)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
    expect(numbers(result.left)).toEqual(numbers(result.left).toSorted((one, other) => one - other));
  });

  test('of which some are for later leaves these alone', async () => {
    const batch = lines(4);
    const send: Sink['send'] = async () => ({ kind: 'some', later: batch.slice(1, 2), refused: batch.slice(2, 3), reason: 'full' });
    expect(await deliver(batch, send)).toMatchObject({
      taken: 2,
      givenUp: 1,
      left: batch.slice(1, 2),
      later: { reason: 'full' },
      inARow: 0,
    });
  });
});
