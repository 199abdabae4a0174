import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { advance, createKeyRing, inOrderOfUse, type KeyRing } from './key-ring.ts';

const DAY_MS = 86_400_000;
const kids = ({ keys }: KeyRing) => keys.map(({ kid }) => kid);

describe('keys rotate by themselves', () => {
  test('nothing changes while nothing is due', async () => {
    const ring = await createKeyRing(0);
    expect(await advance(ring, 28 * DAY_MS)).toBe(ring);
  });

  test('the next key is published a day before it signs, and the last one a day after it signed', async () => {
    const first = await createKeyRing(0);
    const published = await advance(first, 29 * DAY_MS);
    expect(published.keys).toHaveLength(2);
    expect(inOrderOfUse(published, 29 * DAY_MS)[0]?.kid).toBe(kids(first)[0]);
    expect(inOrderOfUse(published, 30 * DAY_MS)[0]?.kid).toBe(kids(published)[1]);
    expect(kids(await advance(published, 31 * DAY_MS - 1))).toEqual(kids(published));
    expect(kids(await advance(published, 31 * DAY_MS))).toEqual(kids(published).slice(1));
  });

  test('no key signs that was not published a day before, nor is one gone whose tokens are good, whenever Airside runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 8 }), async (pauses) => {
        let now = 0;
        let ring = await createKeyRing(now);
        for (const days of pauses) {
          const before = ring;
          now += days * DAY_MS;
          const signing = inOrderOfUse(before, now - 1)[0]?.kid;
          ring = await advance(ring, now);
          const [current] = inOrderOfUse(ring, now);
          expect(kids(before)).toContain(current?.kid);
          expect(kids(ring)).toContain(signing);
          expect(ring.keys.length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 20 },
    );
  });
});
