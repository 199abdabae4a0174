import { expect, test } from 'vitest';

import { exchangeOf } from '../../testing/exchange.ts';
import { createRandom } from '../../testing/random.ts';
import type { ScoreBook } from '../score-book.ts';
import { OperationOrder } from './operation-order.ts';
import { type SessionMember, Sessions } from './sessions.ts';

const START = Date.UTC(2026, 10, 1);
const random = createRandom(11);
const of = (session: string, member: Partial<SessionMember> = {}): SessionMember => ({
  exchange: exchangeOf({}),
  session,
  isTimed: true,
  isAttack: false,
  category: '',
  ...member,
});

/** Somebody looks at lists and at some of what is in them, with pauses, and sometimes for what is gone. */
function visit(session: string, paths: readonly string[], pauseMs: () => number, category = ''): SessionMember[] {
  let timeMs = START + Math.floor(random() * 1e8);
  return paths.map((path) => {
    timeMs += pauseMs();
    const exchange = exchangeOf({ time: new Date(timeMs).toISOString(), path, template: path.replace(/\d+/, '{id}'), query: '' });
    return of(session, { exchange: random() < 0.05 ? { ...exchange, status: 404 } : exchange, isAttack: category !== '', category });
  });
}

const slow = (): number => 2000 + Math.floor(random() * 20_000);
const quick = (): number => 200;
const item = (): string => `/items/${Math.floor(random() * 500)}`;
const honest = (session: string): SessionMember[] =>
  visit(
    session,
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => ['/items', item(), ...(random() < 0.3 ? ['/cart'] : [])]).flat(),
    slow,
  );

function judged(attacks: readonly SessionMember[]): ScoreBook {
  const sessions = new Sessions();
  for (let index = 0; index < 300; index++) for (const member of honest(`t${index}`)) sessions.learn(member, 0.2);
  for (let index = 0; index < 200; index++) for (const member of honest(`h${index}`)) sessions.judge(member, 0.2);
  for (const member of attacks) sessions.judge(member, 0.2);
  return sessions.book();
}

test.each<[string, () => SessionMember[]]>([
  [
    'one thing after the other',
    () =>
      visit(
        'a',
        Array.from({ length: 150 }, (_, index) => `/items/${index}`),
        quick,
        'scraping',
      ),
  ],
  [
    'the same again and again',
    () =>
      visit(
        'a',
        Array.from({ length: 60 }, () => '/cart'),
        quick,
        'guessing',
      ),
  ],
  ['what is never done in that order', () => visit('a', ['/cart', '/cart', '/admin', '/cart', '/admin', '/export'], slow, 'order')],
])('a session is found by what it is like as a whole: %s', (_, attack) => {
  const { benign, attacks } = judged(attack());
  const [score = 0] = [...attacks.values()].flatMap((scores) => [...scores.sorted()]);
  expect(benign.sorted().filter((other) => other >= score).length).toBeLessThan(4);
  expect(score).toBeGreaterThan(1.5);
});

test('about one honest session of a hundred is taken for an attack', () => {
  const { benign } = judged([]);
  expect(benign.sorted().filter((score) => score >= 2).length).toBeLessThan(8);
});

test('a session of which one request is very surprising is found, however usual it is else', () => {
  const sessions = new Sessions();
  for (let index = 0; index < 300; index++) for (const member of honest(`t${index}`)) sessions.learn(member, random());
  for (let index = 0; index < 100; index++) for (const member of honest(`h${index}`)) sessions.judge(member, random());
  for (const [index, member] of honest('a').entries())
    sessions.judge({ ...member, isAttack: true, category: 'a' }, index === 1 ? 6 : random());
  const { benign, attacks } = sessions.book();
  expect(attacks.get('a')?.sorted()[0]).toBeGreaterThan(benign.sorted().at(-3) ?? 0);
});

test('with nothing to learn from, a session is as its worst request, of however many', () => {
  const sessions = new Sessions();
  for (const surprise of [1, 4, 2]) sessions.judge(of('a'), surprise);
  for (let index = 0; index < 100; index++) sessions.judge(of('b', { isAttack: index === 5, category: 'probe' }), 4);
  const { benign, attacks } = sessions.book();
  expect(benign.sorted()[0]).toBeCloseTo(4 - Math.log10(3), 9);
  expect(attacks.get('probe')?.sorted()[0]).toBeCloseTo(2, 9);
});

test('a session with an attack in it is not learned from', () => {
  const sessions = new Sessions();
  for (let index = 0; index < 30; index++) sessions.learn(of(`t${index}`, { isAttack: index > 5 }), 1);
  sessions.judge(of('a'), 3);
  expect(sessions.book().benign.sorted()[0]).toBeCloseTo(3, 9);
});

test('what was taken back was never there', () => {
  const [order, other] = [new OperationOrder(), new OperationOrder()];
  for (const learned of [order, other]) learned.add([1, 2, 3], 1);
  order.add([1, 7, 7, 3], 1);
  order.add([1, 7, 7, 3], -1);
  for (const asked of [[1, 2, 3], [7, 7], []]) expect(order.surprise(asked)).toEqual(other.surprise(asked));
});
