import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeOf } from '../../testing/exchange.ts';
import { createRandom } from '../../testing/random.ts';
import { type SessionMember, Sessions } from './sessions.ts';

const START = Date.UTC(2026, 10, 1);
const random = createRandom(5);
const whole = (below: number): number => Math.floor(random() * below);

/** Calls of somebody, ten seconds apart, as lines of a session. */
function session(name: string, caller: number, paths: readonly string[], isAttack = false): SessionMember[] {
  const client = { address: `198.51.100.${caller}`, userAgent: null };
  const template = (path: string): string => path.replace(/[a-f0-9]{8,}|\d+/, '{id}');
  return paths.map((path, index) => {
    const of: Partial<Exchange> = {
      time: new Date(START + 10_000 * index).toISOString(),
      client,
      path,
      template: template(path),
      query: '',
    };
    return { exchange: exchangeOf(of), session: name, isTimed: true, isAttack, category: isAttack ? 'attack' : '' };
  });
}

/** Scores of sessions after others were learned; a surprise of 0.2 for each request. */
function scores(learned: readonly SessionMember[][], judged: readonly SessionMember[][]): { benign: Float64Array; attack: number } {
  const sessions = new Sessions();
  for (const members of learned) for (const member of members) sessions.learn(member, 0.2);
  for (const members of judged) for (const member of members) sessions.judge(member, 0.2);
  const book = sessions.book();
  return { benign: book.benign.sorted(), attack: book.attacks.get('attack')?.sorted()[0] ?? 0 };
}

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

test('functions that are told apart by ids only have an order, too', () => {
  const ids = many(30, (index) => `/f/${(0x9e3779b1 * (index + 1)).toString(16).slice(-8)}`);
  const walk = (step: (at: number) => number): string[] => {
    let at = whole(30);
    return many(12, () => {
      at = step(at) % 30;
      return ids[at] ?? '';
    });
  };
  const honest = (index: number): SessionMember[] =>
    session(
      `h${index}`,
      1,
      walk((at) => at + 1 + whole(2)),
    );
  const { benign, attack } = scores(many(200, honest), [
    ...many(100, (index) => honest(1000 + index)),
    session(
      'a',
      1,
      walk(() => whole(30)),
      true,
    ),
  ]);
  expect(attack).toBeGreaterThan(benign.at(-4) ?? 0);
});

/** Of forty callers, the first four administer. All look at their own three objects. */
const own = (caller: number): string => `/orders/${100 * caller + whole(3)}`;
const usual = (index: number): SessionMember[] => {
  const caller = index % 40;
  const paths = ['/orders', ...many(1 + whole(4), () => own(caller))];
  return session(`s${index}`, caller, caller < 4 ? [...paths, '/admin/users'] : paths);
};

test.each<[string, readonly string[]]>([
  ['uses a function that this caller never uses, and others do', ['/orders', own(20), own(20), '/admin/users']],
  ['asks for objects of several others', ['/orders', own(20), own(21), own(22), own(23)]],
])('a session is found that %s', (_, paths) => {
  const { benign, attack } = scores(many(400, usual), [...many(200, (index) => usual(1000 + index)), session('a', 20, paths, true)]);
  expect(attack).toBeGreaterThan(benign.at(-5) ?? 0);
});

test('lines that come in no order make no other session, where they tell their times', () => {
  const mixed = (members: SessionMember[]): SessionMember[] => members.toSorted((a, b) => hash(a.exchange.time) - hash(b.exchange.time));
  const hash = (text: string): number => [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 8191, 7);
  const learned = many(60, usual);
  const judged = many(30, (index) => usual(1000 + index));
  expect(scores(learned.map(mixed), judged.map(mixed)).benign).toEqual(scores(learned, judged).benign);
});

test('a request counts for more where its session is unlike all others by then, and is the same in one like them', () => {
  const sessions = new Sessions();
  for (const members of many(300, usual)) for (const member of members) sessions.learn(member, 0.2);
  const last = (members: SessionMember[], surprise: number): number =>
    members.map((member) => sessions.judge(member, surprise)).at(-1) ?? Number.NaN;
  const scraping = session(
    'a',
    20,
    many(60, (index) => `/orders/${9000 + index}`),
  );
  expect(last(scraping, 0.2)).toBeGreaterThan(1.5);
  expect(last(usual(1010), 0.2)).toBeLessThan(1);
  expect(last(usual(1011), 6)).toBeGreaterThan(5.5);
});

test('long honest sessions do not make each of their requests unusual', () => {
  const long = (index: number): SessionMember[] =>
    index % 50 > 0
      ? usual(index)
      : session(
          `s${index}`,
          50,
          many(300, () => '/orders'),
        );
  const sessions = new Sessions();
  for (const members of many(400, long)) for (const member of members) sessions.learn(member, 0.2);
  const surprises = long(2000).map((member) => sessions.judge(member, 0.2));
  expect(surprises.filter((surprise) => surprise >= 2).length).toBeLessThan(10);
});
