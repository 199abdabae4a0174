import { expect, test, vi } from 'vitest';

import { createCallReader } from '../../call/create-call-reader.ts';
import { exchangeOf } from '../../testing/exchange.ts';
import { learningOf } from '../../testing/watch.ts';
import { RequestModel } from './request-model.ts';

const WORDS = ['id', 'page', 'limit', 'sort_by', 'user.name', 'filter', 'lang', 'max-age', 'q', 'from', 'to', 'size'];

/** Knows operations with a dozen names each, and one in which names are data. */
function learned() {
  const [reader, model] = [createCallReader(), new RequestModel(learningOf())];
  const read = (path: string, query: string) => reader.read(exchangeOf({ path, template: path, query }));
  for (let index = 0; index < 1200; index++) {
    const [name, other] = [WORDS[index % 12] ?? '', WORDS[(index * 7) % 12] ?? ''];
    model.learn(read(`/list${index % 8}`, `${name}${index % 2 === 0 ? '' : index % 5}=1&${other}=2`));
    if (index % 4 === 0) model.learn(read('/beacon', `{"at":${index},"of":["x"]}=1`));
  }
  return (path: string, query: string) =>
    model.judge(read(path, query)).findings.find(({ evidence }) => evidence?.variable === 'name of a query parameter')?.surprise ?? 0;
}

const surprise = learned();

test.each(['id[$ne]=1', '__proto__[admin]=true', '%27%20or%201%3D1--=1', '(%23_memberAccess)=1', '%3Cscript%3E=1'])(
  'the name in %s is built as no name is',
  (query) => {
    expect(surprise('/list1', query)).toBeGreaterThan(2);
  },
);

test.each(['colour=1', 'user.mail=1', 'min-age=1', 'id=1', 'size99=1'])('the name in %s is built as names are, new or not', (query) => {
  expect(surprise('/list1', query)).toBe(0);
});

test('where names are data, a new one says nothing, and neither does a text without a value', () => {
  expect(surprise('/beacon', '{"at":7,"of":["y"],"by":null}=1')).toBe(0);
  expect(surprise('/list1', "{'at';7}")).toBe(0);
});

test('a request with hundreds of names that nobody knows is judged by a look at a few of them, and evidence is made of what can be told', () => {
  const [reader, model] = [createCallReader(), new RequestModel(learningOf())];
  const read = (query: string) => reader.read(exchangeOf({ path: '/list', template: '/list', query }));
  for (let index = 0; index < 300; index++) model.learn(read('q=1&page=2'));
  const looks = vi.spyOn(model.values, 'judgeName');
  const { findings, surprise } = model.judge(read(Array.from({ length: 200 }, (_, index) => `made[up]${index}=1`).join('&')));
  expect(surprise).toBeGreaterThan(2);
  expect(looks).toHaveBeenCalledTimes(32);
  expect(findings.filter(({ aspect }) => aspect === 'name').length).toBeGreaterThanOrEqual(200);
  expect(findings.filter(({ evidence }) => evidence !== undefined).length).toBeLessThanOrEqual(20);
  expect(findings.slice(0, 5).every(({ evidence }) => evidence !== undefined)).toBe(true);
});
