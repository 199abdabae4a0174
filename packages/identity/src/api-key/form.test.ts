import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { BASE62 } from '../secret-form/random.ts';
import { checkApiKeyForm, generateApiKey } from './form.ts';

describe('form of an API key', () => {
  test('a generated key has it', () => {
    for (let count = 0; count < 200; count++) expect(checkApiKeyForm(generateApiKey())).toBe(true);
  });

  test('generated keys differ', () => {
    expect(new Set(Array.from({ length: 1000 }, generateApiKey)).size).toBe(1000);
  });

  test('every character occurs, and none markedly more often', () => {
    const counts = new Map<string, number>();
    for (let count = 0; count < 1000; count++) {
      for (const character of generateApiKey().slice(8, 38)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    // 30,000 draws over 62 values: 484 each, standard deviation 22.
    for (const count of counts.values()) expect(Math.abs(count - 484)).toBeLessThan(180);
  });

  test('one wrong character is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 43 }), fc.constantFrom(...BASE62.split('')), (place, character) => {
        const key = generateApiKey();
        const mistyped = key.slice(0, place) + character + key.slice(place + 1);
        return checkApiKeyForm(mistyped) === (mistyped === key);
      }),
    );
  });

  test('two neighbours that changed places are noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 42 }), (place) => {
        const key = generateApiKey();
        const mistyped = key.slice(0, place) + key.charAt(place + 1) + key.charAt(place) + key.slice(place + 2);
        return checkApiKeyForm(mistyped) === (mistyped === key);
      }),
    );
  });

  test('no other text has it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !checkApiKeyForm(text) && !checkApiKeyForm(`airside_${text}`)));
    expect(checkApiKeyForm(`${generateApiKey()}\n`)).toBe(false);
    expect(checkApiKeyForm(generateApiKey().slice(0, -1))).toBe(false);
  });
});
