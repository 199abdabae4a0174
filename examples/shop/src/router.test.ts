import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createId } from './id.ts';
import { operations } from './operations/index.ts';
import { createRouter } from './router.ts';

const router = createRouter(operations);

test('every operation is found by its own method and path', () => {
  for (const [id, { method, path }] of Object.entries(operations)) {
    const value = createId('ord');
    const match = router(method, path.replace(/\{\w+\}/, value));
    expect(match).toMatchObject({ kind: 'found', id });
    expect(match.kind === 'found' && Object.values(match.parameters).every((each) => each === value)).toBe(true);
  }
});

test('whatever else stands in the place of an id is not found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const id = /^[a-z]{3}_[0-9a-z]{16}$/.test(text);
      expect(router('GET', `/orders/${text}`).kind === 'found').toBe(id);
    }),
  );
});

test('arbitrary paths never throw', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (method, path) => void router(method, path)));
});
