import { describe, expect, test } from 'vitest';

import { createCallReader } from '../../call/create-call-reader.ts';
import { exchangeOf } from '../../testing/exchange.ts';
import { learningOf } from '../../testing/watch.ts';
import { RequestModel } from './request-model.ts';

const START = Date.UTC(2026, 10, 1);
/** So many parameters may be kept for each operation. */
const EACH = 10;

class Learner {
  readonly model: RequestModel;
  readonly #reader = createCallReader();
  #calls = 0;

  constructor(mostOperations: number) {
    this.model = new RequestModel(learningOf({ mostOperations }));
  }

  /** A request with these names in its query; without a template it is to a path that no definition has. */
  ask(
    path: string,
    names: readonly string[],
    of: { readonly template?: string | null; readonly status?: number; readonly api?: string } = {},
  ): void {
    const time = new Date(START + this.#calls++ * 1000).toISOString();
    const client = { address: `198.51.100.${this.#calls % 200}`, userAgent: null };
    const query = names.map((name) => `${name}=${this.#calls % 7}`).join('&');
    const call = this.#reader.read(exchangeOf({ time, client, path, template: path, query, ...of }));
    this.model.judge(call);
    this.model.learn(call);
  }

  operation(path: string) {
    return this.model.apis.peek('shop')?.operations.get(`GET ${path}`);
  }

  /** Profiles that there are, counted one by one. */
  get parameters(): number {
    let sum = 0;
    for (const { header, cookie, operations } of this.model.apis.values()) {
      const tables = [header, cookie, ...[...operations.values()].flatMap(({ path, query, body }) => [path, query, body])];
      for (const { byName } of tables) sum += byName.size;
    }
    return sum;
  }
}

const letters = (index: number): string =>
  [...index.toString(20)].map((digit) => 'abcdefghijklmnopqrst'[Number.parseInt(digit, 20)]).join('');
const names = (count: number, from = 0): readonly string[] => Array.from({ length: count }, (_, index) => `p${letters(from + index)}`);

test.each([404, 400, 500, 499])('of parameters that are sent to made-up paths nothing is kept (%i)', (status) => {
  const learner = new Learner(5000);
  for (let index = 0; index < 100; index++) learner.ask(`/made-${letters(index)}`, names(200), { template: null, status });
  expect(learner.parameters).toBe(0);
  expect(learner.model.values.names.size).toBe(0);
});

test('what is asked for in vain again is no news, and what it sends is judged as if it were one of any operation', () => {
  const learner = new Learner(100);
  const ask = (): void => learner.ask('/favicon', ['v'], { template: null, status: 404 });
  for (let index = 0; index < 300; index++) learner.ask('/search', ['q', 'page']);
  ask();
  const first = learner.model.judge(createCallReader().read(exchangeOf({ path: '/other', template: null, status: 404 })));
  expect(first.findings.map(({ aspect }) => aspect)).toContain('operation');
  const again = learner.model.judge(createCallReader().read(exchangeOf({ path: '/favicon', template: null, status: 404, query: 'v=3' })));
  expect(again.findings).toEqual([]);
});

describe('when there are as many parameters of all operations as may be', () => {
  const most = 100 * EACH;
  const learner = new Learner(100);
  for (let round = 0; round < 20; round++) learner.ask('/search', ['q', 'page']);
  for (let index = 0; index < 110; index++) learner.ask(`/list-${letters(index)}`, names(100, index * 100));
  for (let round = 0; round < 3; round++) learner.ask('/later', ['sort', 'order']);

  test('there are no more, in whichever table they are', () => {
    expect(learner.model.profiles.parameters).toBe(learner.parameters);
    expect(learner.parameters).toBeLessThanOrEqual(most);
  });

  test('those that were seen in many requests stay, and one that comes later has room', () => {
    expect([...(learner.operation('/search')?.query.byName.keys() ?? [])]).toEqual(['q', 'page']);
    expect([...(learner.operation('/later')?.query.byName.keys() ?? [])]).toEqual(['sort', 'order']);
  });

  test('names that were seen once are as many as are counted as such', () => {
    const { apis, all } = learner.model;
    const tables = [...(apis.peek('shop')?.operations.values() ?? [])].map(({ query }) => query);
    for (const { once, byName } of tables) expect(once).toBe([...byName.values()].filter(({ requests }) => requests === 1).length);
    expect(all.names.query.once).toBe(tables.reduce((sum, { once }) => sum + once, 0));
  });

  test('a state that is taken over keeps to that as well', () => {
    const other = new Learner(20);
    other.model.merge(learner.model.save());
    expect(other.parameters).toBeLessThanOrEqual(20 * EACH);
    expect(other.model.apis.peek('shop')?.operations.size).toBe(20);
    expect(other.operation('/search')?.query.byName.has('q')).toBe(true);
  });
});

test('a table that somebody filled with made-up names has room for those that clients begin to send', () => {
  const learner = new Learner(1000);
  for (let index = 0; index < 10; index++) learner.ask('/search', ['q', ...names(50, index * 50)]);
  for (let round = 0; round < 5; round++) learner.ask('/search', ['q', 'sort']);
  const { byName } = learner.operation('/search')?.query ?? { byName: new Map() };
  expect([byName.size, byName.has('q'), byName.has('sort')]).toEqual([200, true, true]);
});

test('made-up paths and hosts push out each other, and not what is called often', () => {
  const learner = new Learner(50);
  const real = (): void => learner.ask('/search', ['q']);
  for (let round = 0; round < 20; round++) real();
  for (let index = 0; index < 3000; index++) {
    learner.ask(`/made-${letters(index)}`, [], { template: null, status: index % 2 === 0 ? 404 : 200, api: `host-${index}` });
    if (index % 100 === 0) real();
  }
  expect(learner.model.apis.size).toBeLessThanOrEqual(2000);
  expect(learner.operation('/search')?.requests).toBe(50);
  const { all, apis } = learner.model;
  expect(all.onceOperations).toBe([...apis.values()].reduce((sum, { onceOperations }) => sum + onceOperations, 0));
});
