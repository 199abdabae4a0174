import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, HOUR, merged } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { singleAccess } from './single-access.ts';

const MINUTE = 60_000;
const DAYS = 8;
const USERS = 80;
const NOW_MS = START_MS + DAYS * DAY;

const customer = (index: number) => ({ user: `user-${index}`, roles: ['customer'], network: `AS${64500 + (index % 9)}` });
const staff = (index: number) => ({ user: `staff-${index}`, roles: ['support'], network: 'AS64900' });

const range = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
/** What each user of one each day does, in the order of time. */
const daily = (make: (user: number, day: number, timeMs: number) => readonly MadeCall[], users = USERS): readonly MadeCall[] =>
  merged(range(DAYS, (day) => range(users, (user) => make(user, day, START_MS + day * DAY + 7 * HOUR + user * 5 * MINUTE)).flat()).flat());
const ordersOf = (user: number, count = 8): readonly string[] => range(count, (index) => `order=${user}-${index}`);
const list = (who: Partial<MadeCall>, operation: string, objects: readonly string[], timeMs: number): MadeCall => ({
  ...who,
  operation,
  answer: { objects, records: objects.length },
  timeMs,
});

/** Customers list their own orders, in which there are products of all. */
const ownOrders = daily((user, day, timeMs) => [
  list(
    customer(user),
    'GET /orders',
    [...ordersOf(user), `customer=${user}`, ...range(4, (index) => `product=${(user + index + day) % 20}`)],
    timeMs,
  ),
]);
/** So that the API was watched for long enough to know who owns what. */
const profiles = daily((user, _, timeMs) =>
  range(2, (visit) => ({
    ...customer(user),
    operation: 'GET /customers/{id}',
    objects: [`customer=${user}`],
    timeMs: timeMs - (visit + 1) * MINUTE,
  })),
);
const trained = (honest: readonly MadeCall[]): Watch => new Watch(singleAccess).see(merged(profiles, honest));
/** The same, where each asks by its own id. */
const filtered = daily((user, _, timeMs) => [
  { ...list(customer(user), 'GET /orders', ordersOf(user), timeMs), objects: [`customer=${user}`] },
]);
/** What staff is shown of all. */
const staffLists = daily((person, day, timeMs) => [list(staff(person), 'GET /orders', ordersOf((day * 7 + person) % USERS), timeMs)], 8);

describe("a list of somebody else's objects is told of", () => {
  const forms: readonly (readonly [string, readonly MadeCall[], (victim: number, timeMs: number) => MadeCall])[] = [
    [
      'by the id of the owner in the query',
      filtered,
      (victim, timeMs) => ({ ...list(customer(3), 'GET /orders', ordersOf(victim), timeMs), objects: [`customer=${victim}`] }),
    ],
    [
      'by an id that nobody sends else',
      ownOrders,
      (victim, timeMs) => ({ ...list(customer(3), 'GET /orders', ordersOf(victim), timeMs), objects: [`buyer=${victim}`] }),
    ],
    [
      'by the id of what they belong to in the path',
      daily((user, _, timeMs) => [
        { ...list(customer(user), 'GET /accounts/{id}/orders', ordersOf(user), timeMs), objects: [`account=${user}`] },
      ]),
      (victim, timeMs) => ({
        ...list(customer(3), 'GET /accounts/{id}/orders', ordersOf(victim), timeMs),
        objects: [`account=${victim}`],
      }),
    ],
    [
      'without a filter',
      ownOrders,
      (victim, timeMs) =>
        list(
          customer(3),
          'GET /orders',
          [victim, victim + 1].flatMap((each) => ordersOf(each, 4)),
          timeMs,
        ),
    ],
    [
      'without a filter, its own among them',
      ownOrders,
      (victim, timeMs) =>
        list(
          customer(3),
          'GET /orders',
          [3, victim, victim + 1].flatMap((each) => ordersOf(each, 3)),
          timeMs,
        ),
    ],
    [
      'by a new account, where staff is shown those of all',
      merged(ownOrders, staffLists),
      (victim, timeMs) => list({ ...customer(200), network: 'AS65000' }, 'GET /orders', ordersOf(victim), timeMs),
    ],
  ];

  test.each(forms)('%s: at once, and more with each', (_form, honest, attack) => {
    const watch = trained(honest)
      .reset()
      .see([attack(20, NOW_MS)]);
    const once = watch.highest;
    expect(once).toBeGreaterThan(1.8);
    expect(watch.see(range(3, (index) => attack(23 + 3 * index, NOW_MS + (index + 1) * MINUTE))).highest).toBeGreaterThan(
      Math.min(once + 1.8, 4.5),
    );
  });

  test('by accounts that take one list each, and have their network in common', () => {
    const bots = range(6, (bot) =>
      list({ user: `bot-${bot}`, roles: ['customer'], network: 'AS65000' }, 'GET /orders', ordersOf(20 + bot), NOW_MS + bot * MINUTE),
    );
    expect(trained(ownOrders).reset().see(bots).highest).toBeGreaterThan(4);
  });

  test('however many were taken on the day before', () => {
    const day = range(40, (index) => list(customer(3), 'GET /orders', ordersOf(20 + index), NOW_MS + index * MINUTE));
    const watch = trained(ownOrders).see(day).reset();
    expect(watch.see([list(customer(4), 'GET /orders', ordersOf(70), NOW_MS + DAY)]).highest).toBeGreaterThan(1);
  });
});

describe('nothing is said of', () => {
  const page = (number: number): readonly string[] => range(10, (index) => `product=${number * 10 + index}`);
  const shared = (team: number, day: number): readonly string[] => range(8, (index) => `ticket=${team}-${day + index}`);

  test.each<readonly [string, readonly MadeCall[], readonly MadeCall[]]>([
    ['the own orders of a new customer', ownOrders, [list(customer(200), 'GET /orders', ordersOf(200), NOW_MS)]],
    [
      'own orders with one in them that somebody has shared',
      ownOrders,
      [list(customer(3), 'GET /orders', [...ordersOf(3), ...ordersOf(20, 1)], NOW_MS)],
    ],
    [
      'the page after a cursor',
      ownOrders,
      [
        {
          ...list(
            customer(3),
            'GET /orders',
            range(8, (index) => `order=3-old-${index}`),
            NOW_MS,
          ),
          objects: ['order=3-7'],
        },
      ],
    ],
    [
      'a catalogue, where a product is new',
      daily((user, day, timeMs) => [list(customer(user), 'GET /products', page((user + day) % 6), timeMs)]),
      range(4, (index) => list(customer(index), 'GET /products', ['product=a', 'product=b', 'product=c', ...page(3)], NOW_MS + index)),
    ],
    [
      'a search through so much that hardly two have had the same',
      daily((user, day, timeMs) =>
        range(3, (at) => list(customer(user), 'GET /search', page((user * 31 + day * 17 + at * 7) % 400), timeMs + at)),
      ),
      range(30, (index) => list(customer(index), 'GET /search', page(index * 13), NOW_MS + index * MINUTE)),
    ],
    [
      'staff that lists the orders of customers',
      merged(ownOrders, staffLists),
      range(20, (index) => list(staff(index % 8), 'GET /orders', ordersOf(79 - index), NOW_MS + index * MINUTE)),
    ],
    [
      'new staff that lists the orders of customers',
      merged(ownOrders, staffLists),
      range(5, (index) => list(staff(20), 'GET /orders', ordersOf(index * 3), NOW_MS + index * MINUTE)),
    ],
    [
      'the first of a role to list orders',
      ownOrders,
      [list({ user: 'auditor', roles: ['auditor'] }, 'GET /audit/orders', [...ordersOf(1), ...ordersOf(2)], NOW_MS)],
    ],
    [
      'tickets that two people of a team share',
      daily((user, day, timeMs) => [list(customer(user), 'GET /tickets', shared(user >> 1, day), timeMs)]),
      range(10, (user) => list(customer(user), 'GET /tickets', shared(user >> 1, DAYS + 4), NOW_MS + user)),
    ],
    [
      'what a group has, to one who is new in it',
      daily((user, _, timeMs) => [{ ...list(customer(user), 'GET /files', ordersOf(user), timeMs), groups: [`group-${user}`] }]),
      [{ ...list(customer(200), 'GET /files', ordersOf(20), NOW_MS), groups: ['group-20'] }],
    ],
    [
      'lists by what there are few of',
      daily((user, day, timeMs) => [
        { ...list(customer(user), 'GET /articles', page(day % 4), timeMs), objects: [`category=${(user + day) % 5}`] },
      ]),
      [{ ...list(customer(3), 'GET /articles', page(2), NOW_MS), objects: ['category=4'] }],
    ],
    [
      'messages that others have written',
      daily((user, day, timeMs) => [
        ...range(5, (index) => ({ ...list(customer(user), 'POST /messages', [`message=${user}-${day}-${index}`], timeMs + index) })),
        list(
          customer((user + 1) % USERS),
          'GET /messages',
          range(5, (index) => `message=${user}-${day}-${index}`),
          timeMs + MINUTE,
        ),
      ]),
      [
        ...range(5, (index) => ({ ...list(customer(3), 'POST /messages', [`message=x-${index}`], NOW_MS + index) })),
        list(
          customer(40),
          'GET /messages',
          range(5, (index) => `message=x-${index}`),
          NOW_MS + MINUTE,
        ),
      ],
    ],
    ['callers without a name', ownOrders, [{ ...list({}, 'GET /orders', ordersOf(20), NOW_MS), kind: 'anonymous' }]],
    ['a list that was refused', ownOrders, [{ ...list(customer(3), 'GET /orders', ordersOf(20), NOW_MS), status: 403 }]],
    [
      'a list of others where hardly a list is known',
      merged(
        filtered,
        daily((user, day, timeMs) =>
          day === 7 && user < 20 ? [list(customer(user), 'GET /files', [...ordersOf(user + 300)], timeMs)] : [],
        ),
      ),
      [list(customer(30), 'GET /files', ordersOf(301), NOW_MS)],
    ],
  ])('%s', (_name, honest, calls) => {
    const watch = trained(honest);
    expect(watch.highest).toBeLessThan(2);
    expect(watch.reset().see(calls).highest).toBeLessThan(1);
  });
});
