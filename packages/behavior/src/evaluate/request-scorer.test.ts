import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { createRandom } from '../testing/random.ts';
import { RequestScorer } from './request-scorer.ts';

const random = createRandom(7);
const pick = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';
const of = (path: string, query: string) => exchangeOf({ api: null, template: null, path, query });
const benign = () =>
  of(`/shop/public/${pick(['cart', 'login', 'register', 'item'])}.jsp`, `id=${Math.floor(random() * 1000)}&name=${pick(['rice', 'wine'])}`);

function trained(): RequestScorer {
  const scorer = new RequestScorer();
  for (let index = 0; index < 2000; index++) scorer.learn(benign());
  return scorer;
}

test('what is judged teaches nothing: a request is as surprising whatever was judged before it', () => {
  const judged = Array.from({ length: 100 }, benign);
  const attacks = Array.from({ length: 3000 }, (_, index) =>
    of(`/shop/public/${index}x${'abcdefghij'[index % 10]}.jsp.bak`, `id=${index}'--`),
  );
  const scorer = trained();
  const alone = judged.map((each) => scorer.score(each));
  const apart = attacks.map((each) => scorer.score(each));
  expect(Math.max(...alone)).toBeLessThan(2);
  expect(judged.map((each) => scorer.score(each))).toEqual(alone);
  expect(attacks.map((each) => scorer.score(each))).toEqual(apart);
});

test('what is learned from is less surprising afterwards', () => {
  const scorer = trained();
  const odd = of('/shop/public/item.jsp', 'id=7&note=never+seen');
  const before = scorer.score(odd);
  for (let index = 0; index < 50; index++) scorer.follow(odd);
  expect(scorer.score(odd)).toBeLessThan(before / 2);
});
