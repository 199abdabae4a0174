import { expect, test } from 'vitest';

import { assertKnownApi } from './assert-known-api.ts';

test('what is ordered at an API that there is not is refused, with the one that was meant', () => {
  expect(() => assertKnownApi('order', ['orders', 'shop'])).toThrow(
    expect.objectContaining({ code: 'unknown', message: 'there is no API "order"', hint: 'did you mean "orders"?' }),
  );
  expect(() => assertKnownApi('nope', ['orders', 'shop'])).toThrow(expect.objectContaining({ hint: 'APIs are orders, shop' }));
});

test.each(['orders', null])('what is ordered at %s is not', (api) => {
  expect(() => assertKnownApi(api, ['orders'])).not.toThrow();
});
