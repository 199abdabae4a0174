import { expect, test } from 'vitest';

import { subjectOf } from './subject.ts';

test('an address is the same subject however it is written', () => {
  for (const written of ['2001:db8::1', '2001:DB8::1', '2001:0db8:0:0:0:0:0:1'])
    expect(subjectOf(`address:${written}`)).toEqual({ kind: 'address', id: '2001:db8::1' });
  expect(subjectOf('address:::ffff:192.0.2.1')).toEqual({ kind: 'address', id: '192.0.2.1' });
  expect(subjectOf('user:2001:DB8::1')).toEqual({ kind: 'user', id: '2001:DB8::1' });
});

test.each(['', 'address', 'address:', 'nobody:x', ':x'])('%j names none', (key) => expect(subjectOf(key)).toBeUndefined());
