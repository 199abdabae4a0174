import { subjectKey } from '@airside/domain';
import { expect, test } from 'vitest';

import { apiFlood } from '../../indicators/api-flood.ts';
import { Watch } from '../../testing/watch.ts';

const START_MS = Date.UTC(2026, 0, 5);

test('whoever is blamed for a part of what many do is charged with what it did itself, not with all of it', () => {
  const watch = new Watch(apiFlood);
  const address = (index: number): string => `198.51.${100 + Math.floor(index / 250)}.${index % 250}`;
  watch.see(Array.from({ length: 2000 }, (_, index) => ({ timeMs: START_MS + index * 10, address: address(index), agent: 'one for all' })));
  const blamed = watch.signals.filter(({ subject: { kind } }) => kind === 'address');
  expect(blamed.length).toBeGreaterThan(0);
  expect(new Set(blamed.map(({ subject }) => subjectKey(subject))).size).toBe(blamed.length);
  expect(blamed.map(({ count }) => count)).toEqual(blamed.map(() => 1));
});
