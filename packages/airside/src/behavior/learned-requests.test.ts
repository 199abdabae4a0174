import { expect, test } from 'vitest';

import { blankExchange } from './blank-exchange.ts';
import { LearnedRequests } from './learned-requests.ts';

const asked = (path: string, body?: string) => ({
  ...blankExchange(path, 0),
  path,
  ...(body !== undefined && { request: { headers: [], body } }),
});

test('a request is known as it was learned, and no other one is', () => {
  const learned = new LearnedRequests();
  expect(learned.has(asked('/a'))).toBe(false);
  for (let index = 0; index < 3000; index++) learned.add(asked(`/${(index * 7919) % 3000}`));
  for (let index = 0; index < 3000; index++) expect(learned.has(asked(`/${index}`))).toBe(true);
  for (let index = 3000; index < 6000; index++) expect(learned.has(asked(`/${index}`))).toBe(false);
  expect(learned.has(asked('/1', 'x'))).toBe(false);
  learned.add(asked('/1', 'x'));
  expect(learned.has({ ...asked('/1', 'x'), id: 'other', time: 'later' })).toBe(true);
});
