import type { Exchange } from '@airside/domain';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createKeyUseReporter } from './key-use-reporter.ts';

type Used = Pick<Exchange, 'principal' | 'time'>;
type Kind = NonNullable<Exchange['principal']>['kind'];

const used = (credential: string | null, time = '2026-11-01T10:00:00.000Z', kind: Kind = 'apiKey'): Used => ({
  time,
  principal: { kind, subject: 'acme', consumer: 'acme', credential },
});

function reporting() {
  const sent: (readonly (readonly [string, number])[])[] = [];
  const reporter = createKeyUseReporter((uses, done) => {
    sent.push(uses);
    done();
  });
  return { reporter, sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('uses are passed on once a second at most, each key once, with its last time', () => {
  const { reporter, sent } = reporting();
  for (let second = 10; second < 20; second++) reporter.accept(used('a', `2026-11-01T10:00:${second}.000Z`));
  reporter.accept(used('b'));
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([
    [
      ['a', Date.parse('2026-11-01T10:00:19Z')],
      ['b', Date.parse('2026-11-01T10:00:00Z')],
    ],
  ]);
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(1);
});

test('callers without a key, and those that were refused, are no use of a key', async () => {
  const { reporter, sent } = reporting();
  reporter.accept({ time: '2026-11-01T10:00:00.000Z', principal: null });
  reporter.accept(used(null));
  reporter.accept(used('idp#client', undefined, 'jwt'));
  await reporter.flush();
  expect(sent).toEqual([]);
});

test('no more than a bounded number of keys waits', async () => {
  const { reporter, sent } = reporting();
  for (let key = 0; key < 10_050; key++) reporter.accept(used(`k${key}`));
  await reporter.flush();
  expect(sent[0]).toHaveLength(10_000);
});
