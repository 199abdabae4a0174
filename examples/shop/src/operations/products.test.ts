import fc from 'fast-check';
import { expect, test } from 'vitest';

import { MUG, startTestShop } from '../testing/client.ts';

test('a product is shown without what it costs the shop', async () => {
  await using shop = await startTestShop();
  const { status, body } = await shop.call('GET', `/products/${MUG}`, { as: 'ana' });
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['id', 'name', 'description', 'category', 'priceCents', 'stock']);
  expect((await shop.call('GET', '/products/prd_0000000000000000', { as: 'ana' })).status).toBe(404);
});

test('pages follow each other without a gap or a repetition', async () => {
  await using shop = await startTestShop();
  const seen: string[] = [];
  for (let after: unknown = ''; after !== null; ) {
    const { body } = await shop.call('GET', `/products?limit=5${after === '' ? '' : `&after=${String(after)}`}`, { as: 'ana' });
    seen.push(...body.items.map(({ id }) => id));
    after = body['next'];
  }
  expect(seen).toHaveLength(12);
  expect(seen).toEqual([...new Set(seen)].toSorted());
});

test('search and category narrow the list', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('GET', '/products?search=MUG', { as: 'ana' })).body.items.map(({ id }) => id)).toEqual([MUG]);
  expect((await shop.call('GET', '/products?category=kitchen', { as: 'ana' })).body.items).toHaveLength(4);
  expect((await shop.call('GET', '/products?search=mug&category=office', { as: 'ana' })).body.items).toHaveLength(0);
});

test('a search text is only ever a text: the list holds what has it in its name', async () => {
  await using shop = await startTestShop();
  const all = (await shop.call('GET', '/products', { as: 'ana' })).body.items.map((item) => String(item['name']));
  const printable = fc.string({ minLength: 1, maxLength: 5 }).filter((value) => /^[ -~]+$/.test(value));
  const hostile = fc.constantFrom("' OR '1'='1", "' UNION SELECT 1--", '%', '_', "'", '";--', '\\');
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, printable), async (search) => {
      const { body } = await shop.call('GET', `/products?search=${encodeURIComponent(search)}`, { as: 'ana' });
      const expected = all.filter((name) => name.toLowerCase().includes(search.toLowerCase()));
      expect(body.items.map((item) => item['name'])).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test.each([
  'limit=0',
  'limit=101',
  'limit=-1',
  'limit=1e2',
  'limit=',
  'limit=5&limit=6',
  'after=prd_1',
  'search=',
  `search=${'x'.repeat(65)}`,
  'search=%00',
  'category=Kitchen',
  'page=1',
  '__proto__=1',
  'constructor=1',
])('the query ?%s is refused', async (query) => {
  await using shop = await startTestShop();
  expect((await shop.call('GET', `/products?${query}`, { as: 'ana' })).status).toBe(400);
});
