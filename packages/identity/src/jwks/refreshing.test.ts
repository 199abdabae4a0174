import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createTestKey } from '../../test/tokens.ts';
import type { KeySet } from './key-set.ts';
import { createRefreshingKeySet } from './refreshing.ts';

const TIMES = {
  maxAgeMs: 600_000,
  maxStaleMs: 86_400_000,
  unknownKeyIntervalMs: 30_000,
  timeoutMs: 5000,
  retryMs: 1000,
  longestRetryMs: 30_000,
};
const one = createTestKey('one').jwk;
const two = createTestKey('two').jwk;

let reads = 0;
let answer: () => Promise<string> = () => Promise.reject(new Error('is away'));
let set: KeySet;

function open(): KeySet {
  const source = {
    location: 'https://idp.example/jwks',
    read: () => {
      reads++;
      return answer();
    },
  };
  set = createRefreshingKeySet(source, TIMES);
  return set;
}

function serve(...keys: object[]): void {
  answer = () => Promise.resolve(JSON.stringify({ keys }));
}

function fail(): void {
  answer = () => Promise.reject(new Error('is away'));
}

const find = (kid: string) => set.find({ alg: 'ES256', kid });

beforeEach(() => {
  vi.useFakeTimers();
  reads = 0;
});

afterEach(() => {
  set.close();
  vi.useRealTimers();
});

describe('a key set kept up to date', () => {
  test('it is read at once, and known keys are found without a wait', async () => {
    serve(one);
    open();
    expect(reads).toBe(1);
    expect(await find('one')).toMatchObject({ outcome: 'found' });
    expect(find('one')).toMatchObject({ outcome: 'found' });
    expect(reads).toBe(1);
  });

  test('an unknown kid makes it read once, and not again for 30 seconds', async () => {
    serve(one);
    open();
    await find('one');
    const asked = await Promise.all(['two', 'two', 'three'].map(async (kid) => find(kid)));
    expect(asked.map((lookup) => lookup.outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(reads).toBe(2);
    expect(find('four')).toEqual({ outcome: 'unknown', reason: 'unknown kid "four"' });
    await vi.advanceTimersByTimeAsync(29_999);
    expect(find('four')).toMatchObject({ outcome: 'unknown' });
    expect(reads).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    await find('four');
    expect(reads).toBe(3);
  });

  test('a key that was rotated in is found by its first token', async () => {
    serve(one);
    open();
    await find('one');
    const before = set.generation;
    serve(two);
    expect(await find('two')).toMatchObject({ outcome: 'found' });
    expect(set.generation).not.toBe(before);
  });

  test('a key that was withdrawn is unknown after ten minutes without any request', async () => {
    serve(one, two);
    open();
    await find('one');
    const before = set.generation;
    serve(two);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(set.generation).not.toBe(before);
    expect(await find('one')).toMatchObject({ outcome: 'unknown' });
  });

  test('the same keys read again are the same generation', async () => {
    serve(one);
    open();
    await find('one');
    const before = set.generation;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(reads).toBe(2);
    expect(set.generation).toBe(before);
  });

  test('an issuer that withdraws every key is obeyed', async () => {
    serve(one);
    open();
    await find('one');
    serve();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await find('one')).toMatchObject({ outcome: 'unknown' });
  });

  test('a provider that was never there makes it unavailable, at once and with the reason', async () => {
    fail();
    open();
    const reason = 'key set https://idp.example/jwks: is away';
    expect(await find('one')).toEqual({ outcome: 'unavailable', reason });
    expect(find('one')).toEqual({ outcome: 'unavailable', reason });
    expect(set.health).toEqual({ keys: 0, failure: reason, skipped: [] });
    expect(reads).toBe(1);
  });

  test('a provider that comes back is found by itself, after pauses that grow to 30 seconds', async () => {
    fail();
    open();
    await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000 + 8000 + 16_000 + 30_000 + 30_000);
    expect(reads).toBe(8);
    serve(one);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(find('one')).toMatchObject({ outcome: 'found' });
    expect(set.health).toEqual({ keys: 1, failure: null, skipped: [] });
  });

  test('keys serve for a day while the provider is away, and no longer', async () => {
    serve(one);
    open();
    await find('one');
    const before = set.generation;
    fail();
    await vi.advanceTimersByTimeAsync(86_400_000 - 1000);
    expect(find('one')).toMatchObject({ outcome: 'found' });
    expect(set.health.failure).toContain('is away');
    expect(set.generation).toBe(before);
    await vi.advanceTimersByTimeAsync(32_000);
    expect(find('one')).toMatchObject({ outcome: 'unavailable' });
    expect(set.generation).not.toBe(before);
  });

  test.each([
    ['no JSON', '{', 'is not JSON'],
    ['no key set', '{}', 'not a JSON Web Key Set'],
  ])('an answer that is %s leaves the known keys in use', async (_what, text, reason) => {
    serve(one);
    open();
    await find('one');
    answer = () => Promise.resolve(text);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(find('one')).toMatchObject({ outcome: 'found' });
    expect(set.health.failure).toContain(reason);
  });

  test('a closed set reads no more, and still knows its keys', async () => {
    serve(one);
    open();
    await find('one');
    set.close();
    await vi.advanceTimersByTimeAsync(6_000_000);
    expect(find('one')).toMatchObject({ outcome: 'found' });
    expect(find('two')).toMatchObject({ outcome: 'unknown' });
    expect(reads).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
