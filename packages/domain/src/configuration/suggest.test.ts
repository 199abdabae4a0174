import fc from 'fast-check';
import { expect, test } from 'vitest';

import { suggest } from './suggest.ts';

test.each([
  ['upstream', ['upstreams', 'owner'], 'upstreams'],
  ['pubilc', ['public', 'partner'], 'public'],
  ['LISTEN', ['listen'], 'listen'],
  ['conection', ['connection'], 'connection'],
  ['xyz', ['gateway', 'store'], undefined],
  ['', ['gateway'], undefined],
  ['a', [], undefined],
] as const)('%s among %j suggests %s', (word, candidates, expected) => expect(suggest(word, candidates)).toBe(expected));

test('what is suggested is always a candidate, and a candidate itself is its own suggestion', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.array(fc.string({ maxLength: 80 }), { maxLength: 8 }), (word, candidates) => {
      const suggestion = suggest(word, candidates);
      if (suggestion !== undefined) expect(candidates).toContain(suggestion);
      if (word !== '' && word.length <= 64) expect(suggest(word, [word, ...candidates])).toBe(word);
    }),
  );
});

test('a word that is too long is not compared', () => expect(suggest('a'.repeat(1e6), ['a'.repeat(64)])).toBeUndefined());
