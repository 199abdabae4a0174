import type { ConfigurationBundle } from '@airside/gateway';
import { expect, test } from 'vitest';

import { selfSigned } from '../../../test/self-signed.ts';
import { certificateExpiry } from './certificates.ts';
import { keyExpiry } from './keys.ts';

const DAY_S = 86_400;

test('listeners with a certificate have a time left, those without have none', () => {
  const bundle = {
    source: { gateway: { listen: [{ address: '127.0.0.1:1' }, { address: '127.0.0.1:2' }, { address: '127.0.0.1:3' }] } },
    tls: [null, { ...selfSigned(10) }, { cert: 'no certificate', key: '' }],
  } as unknown as ConfigurationBundle;
  const [[labels, seconds] = [[], 0], ...others] = [...certificateExpiry(() => bundle)()];
  expect([labels, others]).toEqual([['127.0.0.1:2'], []]);
  expect(Math.abs(seconds - 10 * DAY_S)).toBeLessThan(600);
});

test('of the keys of a consumer the next one counts; those that have expired, never do or do so much later do not', () => {
  const now = Date.now();
  const key = (consumer: string, days?: number) =>
    ({ consumer, ...(days !== undefined && { expiresAtMs: now + days * DAY_S * 1000 }) }) as never;
  const told = [
    ...keyExpiry(() => [
      { key: [key('a', 20), key('a', 5), key('a', -1), key('b'), key('c', -3), key('d', 400)] },
      { key: [key('e', 2), key('a', 7)] },
    ])(),
  ];
  expect(told.map(([labels, seconds]) => [labels, Math.round(seconds / DAY_S)])).toEqual([
    [['e'], 2],
    [['a'], 5],
  ]);
});

test('so many consumers as there may be: the soonest are told', () => {
  const keys = Array.from({ length: 500 }, (_, index) => ({ consumer: `c${index}`, expiresAtMs: Date.now() + (501 - index) * 3_600_000 }));
  const told = [...keyExpiry(() => [{ key: keys as never }])()];
  expect(told).toHaveLength(100);
  expect(told[0]?.[0]).toEqual(['c499']);
});
