import type { Exchange } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createCallReader } from '../../call/create-call-reader.ts';
import { INDICATORS } from '../../indicators/index.ts';
import { exchangeOf, jsonMessage } from '../../testing/exchange.ts';
import { createRandom } from '../../testing/random.ts';
import { learningOf } from '../../testing/watch.ts';
import { RequestModel } from './request-model.ts';

const START = Date.UTC(2026, 10, 1);
const NAMES = ['anna', 'ben', 'carla', 'dörte', 'emil', 'fatima', "o'neil", 'grete', 'hans', 'ines'];
const random = createRandom(7);

/** An everyday search, or an order of something. */
function everyday(index: number, of: Partial<Exchange> = {}): Exchange {
  const time = new Date(START + index * 1000).toISOString();
  const client = { address: `198.51.100.${index % 50}`, userAgent: null };
  if (index % 2 === 0) {
    const query = `q=${encodeURIComponent(NAMES[index % NAMES.length] ?? '')}${Math.floor(random() * 1e4)}&limit=${10 * (1 + (index % 3))}&sort=asc`;
    return exchangeOf({ time, client, path: '/search', template: '/search', query, ...of });
  }
  const order = { sku: `S-${Math.floor(random() * 900) + 100}`, quantity: 1 + Math.floor(random() * 9), note: NAMES[index % NAMES.length] };
  const request = {
    headers: [...jsonMessage(order).headers, ['x-app', `web/1.${index % 3}`] as [string, string]],
    body: JSON.stringify(order),
  };
  return exchangeOf({ time, client, method: 'POST', request, requestBytes: request.body.length, ...of });
}

class Trained {
  readonly reader = createCallReader();
  readonly model: RequestModel;

  constructor(calls = 1500, model = new RequestModel(learningOf())) {
    this.model = model;
    for (let index = 0; index < calls; index++) this.learn(everyday(index));
  }

  learn(exchange: Exchange): void {
    const call = this.reader.read(exchange);
    this.model.judge(call);
    this.model.learn(call);
  }

  judge(exchange: Exchange) {
    return this.model.judge(this.reader.read(exchange));
  }
}

const trained = new Trained();
const order = (value: unknown, of: Partial<Exchange> = {}): Exchange => {
  const request = { headers: [...jsonMessage(value).headers, ['x-app', 'web/1.1'] as [string, string]], body: JSON.stringify(value) };
  return exchangeOf({ time: new Date(START + 2e6).toISOString(), method: 'POST', request, requestBytes: request.body.length, ...of });
};
const search = (query: string, of: Partial<Exchange> = {}): Exchange =>
  exchangeOf({ time: new Date(START + 2e6).toISOString(), path: '/search', template: '/search', query, ...of });
const plain = { sku: 'S-417', quantity: 2, note: 'ben' };

describe('honest requests', () => {
  test('exceed a surprise about as seldom as it says', () => {
    const surprises = Array.from({ length: 1000 }, (_, index) => trained.judge(everyday(index + 5000)).surprise);
    expect(surprises.filter((surprise) => surprise >= 1).length).toBeLessThan(100);
    expect(surprises.filter((surprise) => surprise >= 2).length).toBeLessThan(15);
    expect(surprises.filter((surprise) => surprise >= 3).length).toBeLessThan(3);
  });

  test('say nothing while nothing is known', () => {
    const young = new Trained(0);
    expect(young.judge(search('q=anna&limit=10&sort=asc')).surprise).toBeLessThan(1);
    young.learn(search('q=anna&limit=10&sort=asc'));
    expect(young.judge(search('q=ben&limit=20&sort=asc')).surprise).toBeLessThan(1);
  });

  test('of an API that never had cookies are not unusual for having one', () => {
    const headers: [string, string][] = [
      ['content-type', 'application/json'],
      ['x-app', 'web/1.1'],
      ['cookie', 'basket=17'],
    ];
    expect(trained.judge(order(plain, { request: { headers, body: JSON.stringify(plain) } })).surprise).toBeLessThan(2);
  });

  test('to another host of many are not unusual for going there', () => {
    const many = new Trained(0);
    for (let host = 0; host < 60; host++) {
      for (let index = 0; index < 20; index++) many.learn(everyday(index, { api: null, host: `h${host}.example`, template: null }));
    }
    expect(many.judge(search('q=anna2234&limit=10&sort=asc', { api: null, host: 'new.example', template: null })).surprise).toBeLessThan(
      1.5,
    );
    expect(
      many.judge(search("q=1' or sleep(9)#&limit=10&sort=asc", { api: null, host: 'new.example', template: null })).surprise,
    ).toBeGreaterThan(2);
  });
});

test('a browser that nobody had is odder where a caller changes to it than where a new caller has it', () => {
  const people = new Trained(0);
  const from = (caller: number, agent: string): Exchange =>
    search('q=anna&limit=10&sort=asc', {
      client: { address: `198.51.100.${caller}`, userAgent: agent },
      request: { headers: [['user-agent', agent]] },
    });
  const agents = ['aurora', 'bellman', 'corvid', 'dolphin'];
  for (let round = 0; round < 300; round++)
    for (let caller = 0; caller < 12; caller++) people.learn(from(caller, agents[caller % 4] ?? ''));
  const surpriseOf = (caller: number): number =>
    people.judge(from(caller, 'eleanor')).findings.find(({ aspect }) => aspect === 'header')?.surprise ?? 0;
  expect(surpriseOf(3)).toBeGreaterThan(surpriseOf(77) + 2);
});

describe('what is odd in one way only', () => {
  const token = (seed: string): string => Buffer.from(seed.repeat(9)).toString('base64url').slice(0, 40);
  const put = (data: unknown): Exchange => {
    const { headers, body } = jsonMessage({ data });
    return exchangeOf({ method: 'PUT', path: '/file', template: '/file', request: { headers, body } });
  };
  const files = new Trained(0);
  const drawn = createRandom(3);
  const bytes = (length: number): string => Buffer.from(Array.from({ length }, () => Math.floor(drawn() * 256))).toString('base64url');
  for (let index = 0; index < 300; index++) files.learn(put(bytes(24 + Math.floor(drawn() * 100))));

  test.each<[string, Exchange, number]>([
    ['true where drawn characters are', put(true), 1.5],
    ['a list where they are', put([token('a'), token('b')]), 1.5],
    ['far too many of them', put('A1b'.repeat(1300)), 1.5],
    ['something after them', put(`${bytes(40)}' or 1=1 --`), 2],
  ])('%s is found', (_, exchange, least) => {
    expect(files.judge(exchange).surprise).toBeGreaterThan(least);
  });

  test('drawn characters that were never next to each other are as good as any', () => {
    const surprises = Array.from({ length: 300 }, () => files.judge(put(bytes(24 + Math.floor(drawn() * 100)))).surprise);
    expect(surprises.filter((surprise) => surprise >= 1.5).length).toBeLessThan(10);
  });
});

describe('what is known of a name', () => {
  test('in the body tells what to expect in the query, and the other way round', () => {
    const shop = new Trained(0);
    const mail = (index: number): string => `user${index}.name@mail${index % 7}.example`;
    for (let index = 0; index < 300; index++) shop.learn(order({ mail: mail(index) }));
    for (let index = 300; index < 304; index++) shop.learn(search(`mail=${mail(index)}`));
    const usual = shop.judge(search(`mail=${mail(999)}`)).surprise;
    expect(usual).toBeLessThan(1);
    expect(shop.judge(search(`mail=${encodeURIComponent("x' or 1=1 --")}`)).surprise).toBeGreaterThan(usual + 1);
  });
});

describe('each of these is told by its indicator, and by no other first', () => {
  test.each<[string, Exchange, string]>([
    ['unlikely-value', search("q=anna' union select 1,2--&limit=10&sort=asc"), 'query parameter q'],
    ['unlikely-value', search('q=anna%253Cscript%253E1&limit=10&sort=asc'), 'query parameter q'],
    [
      'unlikely-value',
      search(`q=${Buffer.from('import os; os.system("id > /tmp/x")').toString('base64')}&limit=10&sort=asc`),
      'query parameter q',
    ],
    ['unlikely-value', search('q=anna1234&limit=10&sort=desc'), 'query parameter sort'],
    ['unlikely-type', order({ ...plain, quantity: true }), 'body field quantity'],
    ['abnormal-quantity', order({ ...plain, quantity: -90_000 }), 'body field quantity'],
    ['unknown-parameter', order({ ...plain, isAdmin: true }), 'body field isAdmin'],
    ['unknown-parameter', search('q=anna1234&limit=10&sort=asc&debug=1'), 'query parameter debug'],
    ['parameter-pollution', search('q=anna1234&limit=10&sort=asc&limit=10'), 'query parameter limit'],
    ['parameter-pollution', order(plain, { query: 'sku=S-417' }), 'query parameter sku'],
    ['query-manipulation', search('q=anna1234&sort=asc'), 'query parameter limit'],
    ['query-manipulation', search('sort=asc&limit=10&q=anna1234'), 'names in the query'],
    ['body-manipulation', order({ sku: 'S-417', quantity: 2 }), 'body field note'],
    [
      'body-manipulation',
      order(plain, {
        request: {
          headers: [
            ['content-type', 'application/json'],
            ['x-app', 'web/1.1'],
          ],
          body: '{"sku":',
        },
      }),
      'body',
    ],
    [
      'header-manipulation',
      order(plain, {
        request: {
          headers: [
            ['x-app', `web/1.1\${jndi:ldap://a.b/c}`],
            ['content-type', 'application/json'],
          ],
          body: JSON.stringify(plain),
        },
      }),
      'header x-app',
    ],
    [
      'header-manipulation',
      order(plain, {
        request: {
          headers: [
            ['x-forwarded-host', 'evil.example'],
            ['x-app', 'web/1.1'],
            ['content-type', 'application/json'],
          ],
          body: JSON.stringify(plain),
        },
      }),
      'header x-forwarded-host',
    ],
    ['oversized-request', order(plain, { requestBytes: 4_000_000 }), 'size of the body'],
    ['unknown-operation', exchangeOf({ method: 'DELETE', path: '/orders', template: '/orders' }), 'operation'],
  ])('%s', (id, exchange, variable) => {
    const call = trained.reader.read(exchange);
    const learning = learningOf();
    const signals = INDICATORS.filter((indicator) => ALL.includes(indicator.id)).flatMap((indicator) => {
      const detector = indicator.create(learning);
      if (indicator.id === 'unlikely-value') detector.merge?.(saved);
      return [{ id: indicator.id, signal: () => detector.judge(call) }];
    });
    const told = signals.flatMap(({ id: own, signal }) => {
      const said = signal();
      return said === undefined ? [] : [{ id: own, surprise: said.surprise, variable: said.evidence[0]?.variable }];
    });
    const [first] = told.toSorted((a, b) => b.surprise - a.surprise);
    expect(first).toMatchObject({ id, variable });
    expect(first?.surprise).toBeGreaterThan(1.5);
  });
});

const saved: unknown = JSON.parse(JSON.stringify(trained.model.save()));
const ALL = [
  ...['unlikely-value', 'unlikely-type', 'abnormal-quantity', 'unknown-parameter', 'parameter-pollution', 'query-manipulation'],
  ...['body-manipulation', 'header-manipulation', 'oversized-request', 'unknown-operation'],
];

test('names in a new order say little while one of them is new: after a release most combinations are to come', () => {
  const own = new Trained();
  const of = (query: string): number => own.judge(search(query)).findings.find(({ aspect }) => aspect === 'combination')?.surprise ?? 0;
  const usual = of('sort=asc&q=anna17&limit=10');
  for (let index = 0; index < 5; index++) own.learn(everyday(2000 + 2 * index, { query: `q=ben17&limit=10&sort=asc&view=${index}` }));
  expect(usual).toBeGreaterThan(2);
  expect(of('limit=10&view=1&q=anna17&sort=asc')).toBeLessThan(1);
  expect(of('sort=asc&q=anna17&limit=10')).toBeGreaterThan(usual - 1);
});

test('a new object in a path is less surprising than a new value of a list of few: objects are made all the time', () => {
  const own = new Trained(0);
  const project = (id: string, sort: string): Exchange =>
    exchangeOf({ path: `/projects/${id}/tickets`, template: '/projects/{id}/tickets', query: `sort=${sort}` });
  for (let index = 0; index < 3000; index++) own.learn(project(`P${index % 60}A`, ['asc', 'desc'][index % 2] ?? ''));
  expect(own.judge(project('P61A', 'asc')).surprise).toBeLessThan(2.2);
  expect(own.judge(project('P6A', 'age')).surprise).toBeGreaterThan(2.8);
});

test.each([1, 97, 996, 99_950])(
  'a running number in a path that comes from %s to one more digit is nothing odd, and what is no number there is',
  (first) => {
    const own = new Trained(0);
    const ticket = (id: string, caller = 1): Exchange =>
      exchangeOf({ path: `/tickets/${id}`, template: '/tickets/{id}', client: { address: `198.51.100.${caller}`, userAgent: null } });
    const last = 10 ** `${first}`.length;
    for (let round = 0; round < 6; round++) for (let id = Math.max(first, last - 50); id < last; id++) own.learn(ticket(`${id}`, id % 40));
    for (let id = last; id < last + 5; id++) expect(own.judge(ticket(`${id}`)).surprise).toBeLessThan(2);
    expect(own.judge(ticket("1' or 1=1 --")).surprise).toBeGreaterThan(2);
  },
);

test('of header fields that were never sent those are the most surprising that servers believe as proxies write them', () => {
  const surprise = (name: string): number =>
    trained
      .judge({ ...search('q=anna1234&limit=10&sort=asc'), request: { headers: [[name, 'a']] } })
      .findings.find(({ aspect }) => aspect === 'header')?.surprise ?? 0;
  for (const name of ['x-original-url', 'x-forwarded-host', 'x-user-id', 'true-client-ip'])
    expect(surprise(name)).toBeCloseTo(surprise('x-app-theme') + 1);
});

test('evidence says what is usual and what was seen, and no secret', () => {
  const [finding] = trained.judge(order({ ...plain, quantity: -90_000 })).findings;
  expect(finding?.evidence).toMatchObject({ learned: 'numbers from 1 to 10', seen: '-90000', since: '2026-11-01T00:00:01.000Z' });
  const secrets = new Trained(0);
  for (let index = 0; index < 300; index++) secrets.learn(search(`pin=${1000 + index}&q=a`));
  const findings = secrets.judge(search(`pin=hunter2'--<script>&q=a`)).findings;
  expect(findings.length).toBeGreaterThan(0);
  expect(JSON.stringify(findings)).not.toMatch(/hunter|script/);
});

test('what was withheld from the record is not a value', () => {
  const model = new Trained(0);
  for (let index = 0; index < 300; index++) model.learn(search('q=***&a=1'));
  expect(model.judge(search('q=***&a=1')).surprise).toBe(0);
  expect(model.judge(search("q=x'y&a=1")).surprise).toBeLessThan(1.5);
});

test('one caller among many moves what is learned by its share at most', () => {
  const model = new Trained(600);
  const evil = "q=x' or 1=1--&limit=10&sort=asc";
  for (let index = 0; index < 5000; index++) {
    model.learn(search(evil.replace('x', `x${index}`), { client: { address: '203.0.113.66', userAgent: null } }));
    if (index % 5 === 0) model.learn(everyday(index));
  }
  const operation = model.model.apis.get('shop')?.operations.get('GET /search');
  if (operation === undefined) throw new Error('the operation was learned');
  const { counts } = operation.callers;
  const most = Math.max(...Array.from({ length: 64 }, (_, slot) => counts.of(slot)));
  expect(most).toBeGreaterThan(33);
  expect(most).toBeLessThanOrEqual(33 + 0.26 * counts.total);
});

describe('what is odd', () => {
  const odd = (index: number, address: string): Exchange =>
    search(`q=${encodeURIComponent(`x${index}' or ${index}=${index} -- {{}}`)}&limit=10&sort=asc`, {
      client: { address, userAgent: null },
    });

  test('does not become usual by one who tries it out again and again', () => {
    const model = new Trained(1500);
    model.learn(odd(0, '203.0.113.66'));
    const once = model.judge(odd(1, '203.0.113.66')).surprise;
    for (let index = 2; index < 200; index++) model.learn(odd(index, '203.0.113.66'));
    expect(once).toBeGreaterThan(2);
    expect(model.judge(odd(999, '203.0.113.66')).surprise).toBeGreaterThan(once - 0.1);
  });

  test('becomes usual when many send it', () => {
    const model = new Trained(1500);
    for (let index = 1; index < 200; index++) model.learn(odd(index, `203.0.113.${index}`));
    expect(model.judge(odd(999, '203.0.113.250')).surprise).toBeLessThan(1.5);
  });

  test('is learned from anybody while an API is only watched', () => {
    const model = new Trained(1500, new RequestModel({ ...learningOf(), isTraining: true }));
    for (let index = 1; index < 200; index++) model.learn(odd(index, '203.0.113.66'));
    expect(model.judge(odd(999, '203.0.113.66')).surprise).toBeLessThan(1.5);
  });
});

test('what was learned long ago is forgotten', () => {
  const model = new Trained(1500);
  for (let round = 0; round < 14; round++) model.model.halve();
  expect(model.model.apis.size).toBe(0);
  expect(model.judge(search("q=1'--&limit=10&sort=asc")).surprise).toBeLessThan(2);
});

test('what was to be forgotten at a time is forgotten then, restarts or not', () => {
  const { halfLifeDays } = learningOf().options;
  const requests = ({ model }: Trained): number => model.apis.get('shop')?.requests ?? 0;
  const never = new Trained(100);
  let restarted = new Trained(100);
  for (let day = 1; day <= halfLifeDays + 1; day++) {
    const next = new Trained(0);
    next.model.merge(restarted.model.save());
    restarted = next;
    for (const each of [never, restarted]) each.learn(everyday(day * 86_400));
  }
  expect(requests(never)).toBeLessThan(100);
  expect(requests(restarted)).toBe(requests(never));
});

test('what was saved is known again, and two states add up', () => {
  const later = new Trained(0);
  later.model.merge(saved);
  for (const exchange of [everyday(9001), search("q=a'--&limit=10&sort=asc"), order({ ...plain, isAdmin: true })]) {
    expect(later.judge(exchange).surprise).toBeCloseTo(trained.judge(exchange).surprise, 1);
  }
  later.model.merge(saved);
  expect(later.model.apis.get('shop')?.requests).toBe(2 * (trained.model.apis.get('shop')?.requests ?? 0));
});

test.each([
  [null],
  [{}],
  [{ ...(saved as object), version: 1 }],
  [{ ...(saved as object), wide: [] }],
  [JSON.parse(JSON.stringify(saved).replace('"requests":', '"requests":-'))],
  [JSON.parse(JSON.stringify(saved).replaceAll('A==', '='))],
])('a damaged state is refused', (damaged: unknown) => {
  expect(() => new RequestModel(learningOf()).merge(damaged)).toThrow();
});

test('memory is bounded when names, operations and values explode', () => {
  const model = new Trained(0, new RequestModel(learningOf({ mostOperations: 50 })));
  for (let index = 0; index < 3000; index++) {
    model.learn(search(`a${index}=${index}&b=${'x'.repeat(index % 400)}`, { template: `/t${index % 200}` }));
  }
  const api = model.model.apis.get('shop');
  expect(api?.operations.size).toBe(50);
  for (const operation of api?.operations.values() ?? []) expect(operation.query.byName.size).toBeLessThanOrEqual(200);
  expect(model.model.values.names.size).toBeLessThanOrEqual(20_000);
});

test('surprises are numbers, whatever is sent', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.double().map(String),
    fc.constantFrom('', '***', '-', '1e999', '%00', '../..'),
  );
  fc.assert(
    fc.property(text, text, fc.nat(2 ** 31), (q, name, requestBytes) => {
      const { surprise, findings } = trained.judge(search(`q=${q}&${name}=${q}`, { requestBytes }));
      return (
        Number.isFinite(surprise) &&
        surprise >= 0 &&
        findings.every(({ evidence }) => evidence === undefined || (evidence.seen.length <= 300 && evidence.surprise >= 0))
      );
    }),
    { numRuns: 100 },
  );
});

test('an id that happens to look like a word is nothing odd where ids are drawn, and words are odd there', () => {
  const ids = new Trained(0);
  const draw = createRandom(11);
  const id = (): string => `usr_${Array.from({ length: 16 }, () => '0123456789abcdefghjkmnpqrstvwxyz'[Math.floor(draw() * 32)]).join('')}`;
  const get = (name: string, caller = 1): Exchange =>
    exchangeOf({ path: `/users/${name}`, template: '/users/{id}', client: { address: `198.51.100.${caller}`, userAgent: null } });
  for (let index = 0; index < 400; index++) ids.learn(get(id(), index % 50));
  for (const name of ['usr_0seldomtelegrams', 'usr_aeroplane9butter', 'usr_butterflies00aaa'])
    expect(ids.judge(get(name)).surprise).toBeLessThan(1.5);
  for (const name of ["usr_1' or 1=1 -- aaa", '../../../etc/passwd', 'administrator', 'usr_<b>aaaaaaaaaaaa']) {
    expect(ids.judge(get(name)).surprise).toBeGreaterThan(2);
  }
});
