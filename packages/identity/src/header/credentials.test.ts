import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { credentialsOf } from './credentials.ts';

describe('credentials of a scheme', () => {
  test('the scheme is found in any case', () => {
    expect(credentialsOf('Bearer', 'bEARER abc')).toBe('abc');
  });

  test('several spaces separate as one does', () => {
    expect(credentialsOf('Basic', 'Basic   abc')).toBe('abc');
  });

  test('a scheme with nothing behind it carries a credential, an empty one', () => {
    expect(credentialsOf('Bearer', 'Bearer')).toBe('');
    expect(credentialsOf('Bearer', 'Bearer ')).toBe('');
  });

  test.each([undefined, '', 'Basic abc', 'Bear', 'Bearerabc', 'Bearer\tabc', ' Bearer abc', 'Bearer,abc'])(
    '%j carries nothing for Bearer',
    (field) => {
      expect(credentialsOf('Bearer', field)).toBeUndefined();
    },
  );

  test('no field makes it throw, and what it returns is the end of the field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (field) => {
        const found = credentialsOf('Bearer', field);
        return found === undefined || field.endsWith(found);
      }),
    );
  });
});
