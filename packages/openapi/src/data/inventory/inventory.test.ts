import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Observation } from '../../observe/observation.ts';
import { DATA_CLASSES } from '../classes/index.ts';
import { ClassIndex } from '../judge/class-index.ts';
import { observe } from '../testing/observe.ts';
import type { InventoryBounds } from './bounds.ts';
import { DataInventory } from './inventory.ts';
import { type DataReport, reportOf } from './report.ts';

const index = new ClassIndex(DATA_CLASSES);

function reportAfter(observations: readonly Observation[], bounds: Partial<InventoryBounds> = {}): DataReport {
  const inventory = new DataInventory(index, bounds);
  for (const observation of observations) inventory.add(observation);
  return reportOf(inventory, 0.8);
}

const found = (...observations: readonly Observation[]): readonly string[] =>
  reportAfter(observations).endpoints.flatMap(({ findings }) =>
    findings.map(({ direction, place, field, dataClass }) => `${direction} ${place} ${field} ${dataClass.id}`),
  );
const message = (type: string, body: string): Observation['request'] => ({ headers: [['content-type', type]], body, bytes: undefined });

describe('data is found', () => {
  test.each<[string, Partial<Observation> & { body?: unknown; sent?: unknown }, string]>([
    ['in a path', { path: '/v1/users/anna%40example.org', template: '/users/{id}' }, 'request path id email'],
    ['in a path without a template', { path: '/users/anna%40example.org', template: null }, 'request path users email'],
    ['in a query', { query: 'q=1&email=anna%40example.org' }, 'request query email email'],
    [
      'in a header field of the request',
      { request: { headers: [['x-forwarded-for', '203.0.113.17']], body: undefined, bytes: 0 } },
      'request header x-forwarded-for ip-address',
    ],
    [
      'in a header field of the answer',
      { response: { headers: [['x-user-email', 'a@example.org']], body: undefined, bytes: 0 } },
      'response header x-user-email email',
    ],
    ['in JSON that is sent', { sent: { user: { email: 'a@example.org' } } }, 'request body user.email email'],
    ['in lists of lists', { body: [[{ iban: 'DE89370400440532013000' }]] }, 'response body [][].iban iban'],
    [
      'in a form',
      { request: message('application/x-www-form-urlencoded', 'a=1&iban=DE89+3704+0044+0532+0130+00') },
      'request body iban iban',
    ],
    [
      'in lines of JSON',
      { response: message('application/x-ndjson', '{"email":"a@example.org"}\n{"email":"b@example.org"}\n') },
      'response body email email',
    ],
    ['in a text', { response: message('text/plain', 'Write to anna@example.org.') }, 'response body  email'],
    ['within a text of JSON', { body: { note: 'please call me at home, or write to <anna@example.org>' } }, 'response body note email'],
    ['in names of members', { body: { 'anna@example.org': 1, 'bernd@example.org': 2 } }, 'response body {key} email'],
    [
      'in JSON that was cut',
      { response: message('application/json', '{"a": "x", "email": "anna@example.org", "b') },
      'response body  email',
    ],
    ['where the record left it out', { body: { password: '***' } }, 'response body password password'],
  ])('%s', (_, details, expected) => {
    expect(found(observe(details))).toContain(expected);
  });
});

describe('nothing is found', () => {
  test.each<[string, Partial<Observation> & { body?: unknown; sent?: unknown }]>([
    ['in a call that was refused', { isRefused: true, query: 'email=anna%40example.org' }],
    ['under a path that is not there', { template: null, status: 404, path: '/x/anna%40example.org' }],
    [
      'where credentials belong',
      {
        request: {
          headers: [['authorization', 'Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.DtEhU3ljbEg8L38VWAfUAqOyKAM6']],
          body: undefined,
          bytes: 0,
        },
      },
    ],
    ['in truth values under telling names', { body: { password: true, email: false } }],
    ['in the name of a thing', { body: { product: { name: 'Anna Blue' } } }],
    ['in what is not JSON', { response: message('image/png', 'anna@example.org') }],
  ])('%s', (_, details) => {
    expect(found(observe(details))).toEqual([]);
  });
});

test('a whole value is nowhere in what is reported', () => {
  const body = {
    email: 'anna.meier@example.org',
    ssn: '219-09-9999',
    iban: 'DE89370400440532013000',
    cardNumber: '4111111111111111',
    name: 'x',
    apiKey: 'Zk3vQ0m8Xr7LwT2pB9sYcA1d',
    cvv: '737',
    user: { name: 'Anna Meier' },
  };
  const text = JSON.stringify(
    reportAfter([observe({ body })]).endpoints.map(({ findings, volumes }) => [
      findings.map(({ dataClass: _, ...rest }) => rest),
      volumes.length,
    ]),
  );
  for (const value of [
    'anna.meier',
    'example.org',
    '219-09-9999',
    'DE89370400440532013000',
    '4111111111111111',
    'Zk3vQ0m8Xr7LwT2pB9sYcA1d',
    '737',
    'Anna Meier',
    'Meier',
  ]) {
    expect(text).not.toContain(value);
  }
  expect(text).toContain('4111…1111');
});

test('a value that fits by chance in another field is no volume', () => {
  const card = '4539148803436467';
  // Every tenth number has the check digit of payment cards.
  const orders = ['4539148803436461', '4539148803436462', '4539148803436463', card];
  const calls = orders.map((order) => observe({ body: { card: { number: card }, order } }));
  const [endpoint] = reportAfter(calls).endpoints;
  expect(endpoint?.volumes.map(({ dataClass, values }) => [dataClass.id, values])).toEqual([['payment-card', 4]]);
});

test('volume is told by caller, and how much one call brought', () => {
  const emails = (count: number): unknown => Array.from({ length: count }, (_, at) => ({ email: `a${at}@example.org` }));
  const calls = [
    ...Array.from({ length: 3 }, () => observe({ caller: 'acme', body: emails(2) })),
    observe({ caller: 'scraper', body: emails(500) }),
  ];
  const [endpoint] = reportAfter(calls).endpoints;
  expect(endpoint?.volumes).toMatchObject([
    { direction: 'response', calls: 4, values: 506, mostInOneCall: 500, callers: 2, isApproximate: false },
  ]);
  expect(endpoint?.volumes[0]?.topCallers).toEqual([
    { caller: 'scraper', calls: 1, values: 500 },
    { caller: 'acme', calls: 3, values: 6 },
  ]);
});

test('memory is bounded whatever is sent: endpoints, fields, depth, callers', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`field${'abcdefghij'.charAt(at % 10)}${at}`, 'a@example.org']));
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  const calls = Array.from({ length: 300 }, (_, at) =>
    observe({ template: `/t${at}`, path: `/t${at}`, caller: `c${at}`, body: at % 2 === 0 ? many : deep }),
  );
  const report = reportAfter(calls, { endpoints: 20, fields: 100 });
  expect(report.endpointsSeen).toBe(20);
  expect(report.passedOver.endpoints).toBe(280);
  expect(Math.max(...report.endpoints.map(({ findings }) => findings.length))).toBeLessThanOrEqual(101);
});

test('distinct callers are counted within a tenth of what they are', () => {
  const report = reportAfter(
    Array.from({ length: 5000 }, (_, at) => observe({ caller: `caller-${at}`, body: { email: 'a@example.org' } })),
  );
  expect(report.endpoints[0]?.callers).toBeGreaterThan(4500);
  expect(report.endpoints[0]?.callers).toBeLessThan(5500);
});

test('no traffic breaks it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.json(),
    fc.constantFrom('%', '***', '{"__proto__":{"email":"a@b.de"}}', 'eyJ', '-----BEGIN ', 'a@'),
  );
  fc.assert(
    fc.property(text, text, text, fc.option(text), (body, query, path, template) => {
      const { endpointsSeen } = reportAfter([observe({ body, sent: body, query, path, template })]);
      return endpointsSeen === 1;
    }),
    { numRuns: 300 },
  );
});
