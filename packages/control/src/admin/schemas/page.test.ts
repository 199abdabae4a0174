import type { Group } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { takePage } from './page.ts';

const group = (id: string, source: Group['source'] = 'store'): Group => ({ id, source });

function walk(records: readonly Group[], limit: number): Group[] {
  const seen: Group[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { items, next } = takePage('group', records, { limit, ...(after !== undefined && { after }) });
    expect(items.length).toBeLessThanOrEqual(limit);
    seen.push(...items);
    after = next;
  }
  return seen;
}

test('page after page, every record comes once, whatever the size of a page', () => {
  const records = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/), fc.constantFrom('file', 'store')), {
    selector: ([id, source]) => `${id}/${source}`,
  });
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 10 }), (pairs, limit) => {
      const all = pairs.map(([id, source]) => group(id, source as Group['source']));
      expect(new Set(walk(all, limit))).toEqual(new Set(all));
      expect(walk(all, limit)).toHaveLength(all.length);
    }),
  );
});

test('a record that goes between two pages moves no other one out of sight', () => {
  const records = ['a', 'b', 'c', 'd'].map((id) => group(id));
  const { next } = takePage('group', records, { limit: 2 });
  const rest = takePage('group', records.slice(1), { limit: 2, after: next ?? '' });
  expect(rest.items.map(({ id }) => id)).toEqual(['c', 'd']);
});

test('a cursor that nobody gave is no error and shows nothing that is not in the list', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const after = Buffer.from(text).toString('base64url');
      const { items } = takePage('group', [group('a'), group('b')], { limit: 10, after });
      expect(items.length).toBeLessThanOrEqual(2);
    }),
  );
});
