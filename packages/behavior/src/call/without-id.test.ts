import { segmentKind } from '@airside/openapi';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { withoutId } from './without-id.ts';

test.each([
  ['10234', '11111'],
  ['550e8400-e29b-41d4-a716-446655440000', '111a1111-a11b-11b1-a111-111111111111'],
  ['ana@example.com', 'aka@akakkka.bok'],
  ['8wpd1jfrmxrb6cv2.pdf', '1kkb1kbkkkkb1bk1.pdf'],
  ['17:publish', '11:publish'],
  ['invoice-2026-10042.pdf', 'okkooba-1111-11111.pdf'],
  ['ana;id=10234', 'ana;ob=11111'],
  ['%D0%B0%20b', '%B1%B1%11b'],
])('of %s nothing is left but how it is built', (segment, without) => {
  expect(withoutId(segment)).toBe(without);
});

test.each(['orders', 'v1', 'by-name', '2026-11-30', ''])('%j is no id', (segment) => expect(withoutId(segment)).toBe(segment));

test('it is told to be an id just as before, and has no more to lose', () => {
  const segments = fc.oneof(
    fc.uuid(),
    fc.emailAddress(),
    fc.nat().map(String),
    fc.string({ maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_.'.split('')) }),
  );
  fc.assert(
    fc.property(segments, (segment) => {
      const without = withoutId(segment);
      expect(withoutId(without)).toBe(without);
      if (segmentKind(segment) !== 'text') expect(segmentKind(without)).toBe(segmentKind(segment));
    }),
  );
});
