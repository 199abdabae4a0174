import type { Sanction } from '@airside/domain';
import { expect, test } from 'vitest';

import { fittingEarly, fittingLate } from './fitting.ts';
import { createSanctionIndex } from './sanction-index.ts';

const HOUR_MS = 3_600_000;

function block(id: string, kind: Sanction['match'][number]['kind'], name: string, expiresMs = HOUR_MS): Sanction {
  return {
    id,
    action: 'block',
    match: [{ kind, id: name }],
    api: null,
    requestsPerMinute: null,
    dryRun: false,
    created: new Date(0).toISOString(),
    expires: new Date(expiresMs).toISOString(),
    by: 'response:block',
    reason: 'x',
    incident: null,
    undone: null,
  };
}

const request = (clientAddress: string, user: string) => ({
  clientAddress,
  network: undefined,
  session: undefined,
  time: 1000,
  principal: { kind: 'apiKey', subject: user, consumer: user, credential: `key-${user}`, scopes: [] } as const,
});

test('what has ended is skipped at once and forgotten after a while', () => {
  let now = 0;
  const index = createSanctionIndex(() => now);
  index.replace([block('a', 'address', '192.0.2.1', 500), block('b', 'user', 'acme')]);
  expect(fittingEarly(index, request('192.0.2.1', 'x'), 'orders')).toBeUndefined();
  expect(fittingLate(index, request('192.0.2.1', 'acme'), 'orders')).toHaveLength(1);
  now = 60_000;
  index.takeHits();
  expect(index.size).toBe(1);
});

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::2'],
])('an address that is written as %s hits the caller at %s, and nobody at another', (written, address) => {
  const index = createSanctionIndex(() => 0);
  index.replace([block('a', 'address', written)]);
  expect(fittingEarly(index, request(address, 'x'), 'orders')).toHaveLength(1);
  for (const other of ['192.0.2.2', '::1', '2001:db8:1::1']) expect(fittingEarly(index, request(other, 'x'), 'orders')).toBeUndefined();
});

test('networks in CIDR form hit the addresses in them', () => {
  const index = createSanctionIndex(() => 0);
  index.replace([block('a', 'network', '192.0.2.0/24'), block('b', 'network', '2001:db8::/32'), block('c', 'network', 'AS64500')]);
  const found = (address: string) => fittingEarly(index, request(address, 'x'), 'orders')?.map(({ id }) => id);
  expect(found('192.0.2.77')).toEqual(['a']);
  expect(found('::ffff:192.0.2.77')).toEqual(['a']);
  expect(found('2001:db8::1')).toEqual(['b']);
  expect(found('198.51.100.1')).toBeUndefined();
  expect(fittingEarly(index, { ...request('198.51.100.1', 'x'), network: 'AS64500' }, 'orders')).toHaveLength(1);
  index.apply([{ kind: 'lift', id: 'a' }]);
  expect(found('192.0.2.77')).toBeUndefined();
});

test('both look-ups of a request among 100,000 sanctions take a few microseconds at most', () => {
  const index = createSanctionIndex(() => 0);
  index.replace(
    Array.from({ length: 100_000 }, (_, number) =>
      number % 2 === 0
        ? block(`a${number}`, 'address', `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`)
        : block(`u${number}`, 'user', `user-${number}`),
    ),
  );
  const requests = Array.from({ length: 1000 }, (_, number) => request(`192.0.${number >> 8}.${number & 255}`, `honest-${number}`));
  const lookUp = () => {
    let found = 0;
    for (const each of requests) {
      found += fittingEarly(index, each, 'orders')?.length ?? 0;
      found += fittingLate(index, each, 'orders')?.length ?? 0;
    }
    return found;
  };
  const rounds = Array.from({ length: 40 }, () => {
    const startedAt = performance.now();
    expect(lookUp()).toBe(0);
    return ((performance.now() - startedAt) * 1000) / requests.length;
  });
  // Several times of what it takes on a quiet machine, so that only a change of its order of growth fails this.
  expect(Math.min(...rounds)).toBeLessThan(10);
});
