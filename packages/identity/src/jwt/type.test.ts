import { expect, test } from 'vitest';

import { normalizeType } from './type.ts';

test.each(['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/At+Jwt'])('%s is at+jwt', (typ) => {
  expect(normalizeType(typ)).toBe('at+jwt');
});

test.each(['jwt', 'at+jw', 'application/', 'application/application/at+jwt', 'text/at+jwt', 'at+jwt ', 'at+jwt; a=b', ''])(
  '%j is not at+jwt',
  (typ) => {
    expect(normalizeType(typ)).not.toBe('at+jwt');
  },
);
