import { expect, test } from 'vitest';

import { newSanction, sanctionQuery } from './behavior.ts';

test('what is ordered against an IPv6 address is found again however the address is written', () => {
  const { match } = newSanction.parse({ match: [{ kind: 'address', id: '2001:0DB8::0:1' }], forMs: 60_000 });
  expect(match).toEqual([{ kind: 'address', id: '2001:db8::1' }]);
  for (const subject of ['address:2001:db8::1', 'address:2001:db8:0:0::1', 'address:2001:DB8::1'])
    expect(sanctionQuery.parse({ subject }).subject).toEqual(match[0]);
});

test.each([
  [{ kind: 'address', id: '2001:db8::g' }],
  [{ kind: 'address', id: '2001:db8::/32' }],
  [{ kind: 'network', id: '2001:db8::1::' }],
  [{ kind: 'api', id: 'orders' }],
])('nothing is ordered against %j', (name) => expect(newSanction.safeParse({ match: [name], forMs: 60_000 }).success).toBe(false));

test.each([[[{ kind: 'address', id: '192.0.2.1' }]], [[{ kind: 'user', id: 'acme' }]], [[{ kind: 'credential', id: 'key-1' }]]])(
  'nobody is sent to prove anew who they are who cannot: %j',
  (match) => {
    const { error } = newSanction.safeParse({ action: 'stepUp', match, forMs: 60_000 });
    expect(error?.issues).toMatchObject([{ path: ['match'], message: expect.stringContaining('user:ISSUER#SUBJECT') }]);
  },
);

test.each([
  [[{ kind: 'user', id: 'https://id.example#ada' }]],
  [
    [
      { kind: 'address', id: '192.0.2.1' },
      { kind: 'token', id: 'Zm9vYmFyYmF6cXV4' },
    ],
  ],
])('those of an issuer are: %j', (match) => {
  expect(newSanction.safeParse({ action: 'stepUp', match, forMs: 60_000 }).success).toBe(true);
});
