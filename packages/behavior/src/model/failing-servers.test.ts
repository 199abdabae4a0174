import { expect, test } from 'vitest';

import { errorBurst } from '../indicators/error-burst.ts';
import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many, merged } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';

const MINUTE = 60_000;
const nowMs = START_MS + 3 * DAY;

const by = (user: number, timeMs: number, status = 200): MadeCall => ({
  user: `user ${user}`,
  address: `192.0.2.${user}`,
  timeMs,
  status,
  operation: `GET /things/${user % 3}`,
});
/** Three days on which twenty callers get what they ask for. */
const usual = many(6000, (index) => by(index % 20, START_MS + index * 43_000));
/** Each of them asks once a minute, and so many of them in vain. */
const hour = (failing: number, minutes = 20): readonly MadeCall[] =>
  merged(
    ...Array.from({ length: 20 }, (_, user) =>
      many(minutes, (index) => by(user, nowMs + index * MINUTE + user * 2000, user < failing ? 503 : 200)),
    ),
  );
const burst = many(15, (index) => by(7, nowMs + 10 * MINUTE + index * 1000, 500));
const blamed = (calls: readonly MadeCall[]): ReadonlySet<string> =>
  new Set(
    new Watch(errorBurst)
      .see(usual)
      .reset()
      .see(calls)
      .signals.map(({ subject: { kind, id } }) => `${kind} ${id}`),
  );

test('one whose requests fail is told of, as long as most of the others are answered', () => {
  expect(blamed(merged(hour(0), burst))).toEqual(new Set(['user user 7']));
  expect(blamed(burst)).toEqual(new Set(['user user 7']));
});

test('in an outage it is the API that is told of, and nobody who calls it', () => {
  const told = blamed(hour(20));
  expect(told).toContain('api shop');
  expect([...told].filter((each) => each.startsWith('user')).length).toBeLessThanOrEqual(1);
});

test('an attacker with a few accounts whose requests fail does not make it an outage while others are answered', () => {
  expect(blamed(merged(hour(3), burst))).toContain('user user 7');
  expect(blamed(hour(3))).not.toContain('api shop');
});
