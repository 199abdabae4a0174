import fc from 'fast-check';
import { expect, test } from 'vitest';

import { TokenMemory } from './token-memory.ts';

const known = (characters: number) => ({ characters });

test('what was noted is found, and what was deleted is not', () => {
  const memory = new TokenMemory({ entries: 10, characters: 1000 });
  const noted = known(10);
  memory.set('a', noted);
  expect(memory.get('a')).toBe(noted);
  expect(memory.get('b')).toBeUndefined();
  memory.delete('a');
  expect(memory.get('a')).toBeUndefined();
});

test('what is asked about stays, whatever else comes', () => {
  const memory = new TokenMemory({ entries: 10, characters: 1_000_000 });
  const noted = known(10);
  memory.set('a', noted);
  for (let count = 0; count < 1000; count++) {
    memory.set(`x${count}`, known(10));
    expect(memory.get('a')).toBe(noted);
  }
});

const step = fc.record({
  what: fc.constantFrom('set', 'get', 'delete'),
  hash: fc.nat(40).map(String),
  characters: fc.integer({ min: 1, max: 100 }),
});

test('it stays within its bounds, and knows of a token the last that was noted or nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const memory = new TokenMemory({ entries: 20, characters: 600 });
      const last = new Map<string, { readonly characters: number }>();
      for (const { what, hash, characters } of steps) {
        if (what === 'delete') {
          memory.delete(hash);
          last.delete(hash);
        } else if (what === 'set') {
          last.set(hash, known(characters));
          memory.set(hash, last.get(hash) ?? known(0));
        }
        const found = memory.get(hash);
        if (found !== undefined || what === 'set') expect(found).toBe(last.get(hash));
        const all = memory.values();
        expect(all.length).toBeLessThanOrEqual(20);
        // One token may go beyond each half.
        expect(all.reduce((sum, entry) => sum + entry.characters, 0)).toBeLessThanOrEqual(600 + 2 * 100);
      }
    }),
  );
});
