import { describe, expect, test } from 'vitest';

import { Board } from '../testing/board.ts';
import type { MadeCall } from '../testing/call.ts';
import { everyday, START_MS } from '../testing/everyday.ts';
import { DAY, HOUR, loggedIn, machine, many, merged, spreadMachine, support } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { INDICATORS } from './index.ts';

const MINUTE = 60_000;
const TRAINED_DAYS = 8;
/** Near to what makes an incident by itself, where there were no more than 120 people to learn from; and what does together with others, or when it goes on. */
const [ALONE, TOGETHER] = [4, 2];
const INCIDENT = 6;

type Campaign = readonly [indicator: string, form: string, surprise: number, calls: (timeMs: number) => readonly MadeCall[]];

const login = (user: string): Pick<MadeCall, 'operation' | 'status' | 'login'> => ({
  operation: 'POST /login',
  status: 401,
  login: { user, succeeded: false },
});
const coupon = (code: number): Pick<MadeCall, 'operation' | 'status' | 'parameters'> => ({
  operation: 'POST /coupons',
  status: 422,
  parameters: [{ place: 'body', name: 'code', value: `code ${code}`, written: 'text' }],
});
const order = (id: string): Pick<MadeCall, 'operation' | 'objects'> => ({ operation: 'GET /orders/{id}', objects: [`order=${id}`] });
const page = (number: number): Pick<MadeCall, 'operation' | 'answer'> => ({
  operation: 'GET /products',
  answer: { objects: Array.from({ length: 10 }, (_, index) => `product=${number * 10 + index}`) },
});

const CAMPAIGNS: readonly Campaign[] = [
  ['credential-stuffing', 'fast', ALONE, (t) => many(100, (i) => ({ ...machine(1), ...login(`leak ${i}`), timeMs: t + i * 1000 }))],
  ['credential-stuffing', 'slow', ALONE, (t) => many(60, (i) => ({ ...machine(2), ...login(`leak ${i}`), timeMs: t + i * 20 * MINUTE }))],
  ['credential-stuffing', 'by many', ALONE, (t) => many(200, (i) => ({ ...machine(i), ...login(`leak ${i}`), timeMs: t + i * 10_000 }))],
  [
    'credential-stuffing',
    'by many with nothing in common',
    ALONE,
    (t) => many(200, (i) => ({ ...spreadMachine(i), ...login(`leak ${i}`), timeMs: t + i * 10_000 })),
  ],
  ['password-spraying', 'fast', ALONE, (t) => many(100, (i) => ({ ...machine(3), ...login(`user-${i}`), timeMs: t + i * 1000 }))],
  ['password-spraying', 'slow', TOGETHER, (t) => many(60, (i) => ({ ...machine(4), ...login(`user-${i}`), timeMs: t + i * 20 * MINUTE }))],
  [
    'password-spraying',
    'by many',
    ALONE,
    (t) => many(200, (i) => ({ ...machine(i), ...login(`user-${i % 110}`), timeMs: t + i * MINUTE })),
  ],
  ['brute-force', 'on one user', TOGETHER, (t) => many(100, (i) => ({ ...machine(5), ...login('user-7'), timeMs: t + i * 1000 }))],
  [
    'brute-force',
    'on one user by many',
    TOGETHER,
    (t) => many(200, (i) => ({ ...spreadMachine(i), ...login('user-8'), timeMs: t + i * MINUTE })),
  ],
  ['single-access', 'once', TOGETHER, (t) => [{ ...loggedIn(60, t), ...order('61-0'), timeMs: t }]],
  [
    'single-access',
    'one a minute',
    ALONE,
    (t) => many(4, (i) => ({ ...loggedIn(62, t), ...order(`${70 + i}-0`), timeMs: t + i * MINUTE })),
  ],
  [
    'single-access',
    'one by each of many',
    ALONE,
    (t) => many(60, (i) => ({ ...machine(i), ...order(`${i}-0`), user: `bot-${i}`, roles: ['customer'], timeMs: t + i * MINUTE })),
  ],
  ['object-enumeration', 'fast', ALONE, (t) => many(200, (i) => ({ ...loggedIn(80, t), ...order(`new-${i}`), timeMs: t + i * 1000 }))],
  [
    'object-enumeration',
    'slow',
    TOGETHER,
    (t) => many(200, (i) => ({ ...loggedIn(81, t), ...order(`other-${i}`), timeMs: t + i * 10 * MINUTE })),
  ],
  [
    'object-guessing',
    'fast',
    ALONE,
    (t) => many(100, (i) => ({ ...loggedIn(82, t), ...order(`none-${i}`), status: 404, timeMs: t + i * 1000 })),
  ],
  [
    'object-guessing',
    'by many',
    TOGETHER,
    (t) => many(300, (i) => ({ ...machine(i % 100), ...order(`nil-${i}`), status: 404, timeMs: t + i * 10_000 })),
  ],
  ['code-guessing', 'fast', ALONE, (t) => many(100, (i) => ({ ...loggedIn(83, t), ...coupon(i), timeMs: t + i * 1500 }))],
  [
    'code-guessing',
    'by many',
    TOGETHER,
    (t) => many(400, (i) => ({ ...machine(i), ...coupon(1000 + i), user: `guest-${i}`, timeMs: t + i * 9000 })),
  ],
  ['scraping', 'fast', ALONE, (t) => many(200, (i) => ({ ...loggedIn(84, t), ...page(i), timeMs: t + i * 1000 }))],
  ['scraping', 'slow', TOGETHER, (t) => many(100, (i) => ({ ...loggedIn(85, t), ...page(300 + i), timeMs: t + i * 20 * MINUTE }))],
  [
    'data-exfiltration',
    'fast',
    ALONE,
    (t) => many(100, (i) => ({ ...loggedIn(86, t), operation: 'GET /orders', responseBytes: 500_000, timeMs: t + i * 1000 })),
  ],
  [
    'data-exfiltration',
    'slow',
    TOGETHER,
    (t) => many(70, (i) => ({ ...loggedIn(87, t), operation: 'GET /orders', responseBytes: 300_000, timeMs: t + i * 20 * MINUTE })),
  ],
  [
    'personal-data-exfiltration',
    'fast',
    ALONE,
    (t) => many(100, (i) => ({ ...loggedIn(88, t), operation: 'GET /orders', answer: { personal: 30 }, timeMs: t + i * 1000 })),
  ],
  [
    'data-deletion',
    'fast',
    ALONE,
    (t) => many(100, (i) => ({ ...loggedIn(89, t), operation: 'DELETE /orders/{id}', timeMs: t + i * 1000 })),
  ],
  ['data-poisoning', 'fast', ALONE, (t) => many(400, (i) => ({ ...loggedIn(90, t), operation: 'POST /reviews', timeMs: t + i * 1000 }))],
  ['extreme-activity', 'fast', ALONE, (t) => many(1000, (i) => ({ ...loggedIn(91, t), timeMs: t + i * 50 }))],
  ['api-flood', 'by many with nothing in common', ALONE, (t) => many(12_000, (i) => ({ ...spreadMachine(i % 400), timeMs: t + i * 20 }))],
  [
    'upload-flood',
    'fast',
    ALONE,
    (t) => many(50, (i) => ({ ...loggedIn(92, t), operation: 'POST /cart', requestBytes: 900_000, timeMs: t + i * 1000 })),
  ],
  ['session-flood', 'from one address', ALONE, (t) => many(500, (i) => ({ ...machine(6), session: `session ${i}`, timeMs: t + i * 500 }))],
  ['probing', 'fast', ALONE, (t) => many(120, (i) => ({ ...machine(7), status: 400, timeMs: t + i * 500 }))],
  ['probing', 'slow', TOGETHER, (t) => many(70, (i) => ({ ...machine(8), status: 400, timeMs: t + i * 20 * MINUTE }))],
  ['probing', 'by many', TOGETHER, (t) => many(300, (i) => ({ ...machine(i), status: 400, timeMs: t + i * 10_000 }))],
  [
    'path-discovery',
    'fast',
    ALONE,
    (t) => many(80, (i) => ({ ...machine(9), path: `/guess/${i}`, template: null, status: 404, timeMs: t + i * 500 })),
  ],
  [
    'firewall-matches',
    'fast',
    ALONE,
    (t) => many(40, (i) => ({ ...machine(10), firewallScore: 5, status: 403, outcome: 'refused', timeMs: t + i * 3000 })),
  ],
  [
    'credential-probing',
    'fast',
    ALONE,
    (t) => many(100, (i) => ({ ...machine(11), status: 401, outcome: 'refused', timeMs: t + i * 1000 })),
  ],
  [
    'websocket-abuse',
    'fast',
    ALONE,
    (t) => many(150, (i) => ({ ...loggedIn(93, t), status: 101, operation: 'GET /live', timeMs: t + i * 300 })),
  ],
  [
    'error-burst',
    'by one',
    ALONE,
    (t) => many(60, (i) => ({ ...loggedIn(94, t), operation: 'POST /cart', status: 500, timeMs: t + i * 3000 })),
  ],
  [
    'refusal-burst',
    'by many with nothing in common',
    ALONE,
    (t) => many(200, (i) => ({ ...spreadMachine(i), ...coupon(i), timeMs: t + i * 10_000 })),
  ],
  [
    'changed-client',
    'in use by a tool',
    TOGETHER,
    (t) => many(10, (i) => ({ ...loggedIn(95, t), ...(i < 5 ? {} : { agent: 'python-requests/2.31' }), timeMs: t + i * 20_000 })),
  ],
  [
    'stolen-credential',
    'somewhere else',
    ALONE,
    (t) => many(10, (i) => ({ ...loggedIn(95, t), ...(i < 5 ? {} : machine(12)), timeMs: t + i * 20_000 })),
  ],
  [
    'stolen-credential',
    'beside its owner',
    ALONE,
    (t) => many(16, (i) => ({ ...loggedIn(96, t), ...(i > 5 && i % 2 === 0 ? machine(13) : {}), timeMs: t + i * 20_000 })),
  ],
  [
    'impossible-travel',
    'with another token',
    TOGETHER,
    (t) => many(10, (i) => ({ ...loggedIn(97, t), ...(i < 5 ? {} : { ...machine(14), token: 'another' }), timeMs: t + i * 20_000 })),
  ],
  ['unusual-country', 'once', TOGETHER, (t) => [{ ...loggedIn(98, t), country: 'KP', timeMs: t }]],
  ['foreign-function', 'once', TOGETHER, (t) => [{ ...loggedIn(99, t), operation: 'GET /admin/users', timeMs: t }]],
  [
    'skipped-step',
    'once',
    TOGETHER,
    (t) => [
      { ...loggedIn(700, t), timeMs: t, operation: 'GET /products' },
      { ...loggedIn(700, t), timeMs: t + 20_000, operation: 'POST /checkout' },
    ],
  ],
  [
    'abnormal-sequence',
    'in a session',
    TOGETHER,
    (t) =>
      many(60, (i) => ({
        ...loggedIn(100, t),
        operation: ['POST /checkout', 'GET /products/{id}', 'POST /cart', 'GET /orders/{id}'][(i * 7 + (i >> 2)) % 4] ?? '',
        timeMs: t + i * 7000,
      })),
  ],
  [
    'replayed-request',
    'from elsewhere',
    TOGETHER,
    (t) =>
      many(2, (i) => ({
        ...loggedIn(101, t),
        ...(i === 1 ? machine(15) : {}),
        operation: 'POST /cart',
        parameters: [{ place: 'body', name: 'sku', value: 'one of a kind', written: 'text' }],
        timeMs: t + i * 20_000,
      })),
  ],
  [
    'bot-pace',
    'in a session',
    TOGETHER,
    (t) => many(150, (i) => ({ ...loggedIn(102, t), operation: i % 2 === 0 ? 'GET /products' : 'GET /orders', timeMs: t + i * 9000 })),
  ],
  [
    'bot-diversity',
    'in a session',
    TOGETHER,
    (t) =>
      many(600, (i) => ({
        ...loggedIn(102, t),
        operation: i % 2 === 0 ? 'GET /products' : 'GET /orders',
        timeMs: t + i * 20_000 + ((i * 7919) % 300) * 100,
      })),
  ],
  [
    'tireless-caller',
    'for a day',
    TOGETHER,
    (t) => many(140, (i) => ({ ...loggedIn(103, t), timeMs: t + i * 10 * MINUTE + ((i * 7919) % 300) * 1000 })),
  ],
  ['large-answer', 'once', TOGETHER, (t) => [{ ...loggedIn(104, t), operation: 'GET /products', responseBytes: 5_000_000, timeMs: t }]],
  ['many-records', 'once', TOGETHER, (t) => [{ ...loggedIn(105, t), operation: 'GET /products', answer: { records: 5000 }, timeMs: t }]],
  ['personal-data-burst', 'once', TOGETHER, (t) => [{ ...loggedIn(106, t), ...order('106-0'), answer: { personal: 500 }, timeMs: t }]],
  [
    'new-field',
    'once',
    TOGETHER,
    (t) => [{ ...loggedIn(107, t), operation: 'GET /orders', answer: { fields: ['passwordHash'] }, timeMs: t }],
  ],
  ['decoy', 'once', ALONE, (t) => [{ ...machine(16), path: '/internal/metrics', template: null, status: 404, timeMs: t }]],
  ['bad-reputation', 'once', ALONE, (t) => [{ ...machine(17), timeMs: t }]],
];

const onTheList = { name: 'a block list', isCertain: true, has: (address: string) => address === '192.0.0.17' };
const OPTIONS = { decoys: ['/internal/*'], addressLists: [onTheList] };

/** Some days of honest people. */
function honest(days: number): readonly MadeCall[] {
  const calls = merged(everyday({ users: 120, days, behindOneAddress: 30 }), support(days));
  return calls.map((call) => (call.operation === 'GET /orders' ? { ...call, answer: { ...call.answer, fields: ['id', 'total'] } } : call));
}

describe('what is found after some days of everyday traffic', () => {
  const days = honest(TRAINED_DAYS);
  const startMs = START_MS + TRAINED_DAYS * DAY + 10 * HOUR;

  test('nothing, where nothing is wrong', () => {
    expect(new Board(OPTIONS).see(days).highest()).toBeLessThan(INCIDENT);
  });

  test.each(CAMPAIGNS)('%s, %s', (id, _form, surprise, calls) => {
    const indicator = INDICATORS.find((each) => each.id === id);
    if (indicator === undefined) throw new Error(`no indicator is called ${id}`);
    const watch = new Watch(indicator, OPTIONS).see(days).reset().see(calls(startMs));
    expect(watch.highest).toBeGreaterThanOrEqual(surprise);
  });
});

test('the user whose log-in is tried is never blamed', () => {
  const board = new Board().see(everyday({ users: 100, days: 2 }));
  const timeMs = START_MS + 3 * DAY;
  board.reset().see(many(300, (i) => ({ ...spreadMachine(i % 50), ...login('user-8'), timeMs: timeMs + i * 1000 })));
  const subjects = new Set(board.said.map(({ signal: { subject } }) => `${subject.kind}:${subject.id}`));
  expect(subjects.size).toBeGreaterThan(10);
  expect([...subjects].filter((subject) => subject.includes('user-8'))).toEqual([]);
});
