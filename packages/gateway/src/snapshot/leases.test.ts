import { expect, test } from 'vitest';

import { SharedResources } from './leases.ts';

function resource() {
  const log: string[] = [];
  return {
    log,
    open: () => {
      log.push('open');
      return { name: log.length };
    },
    dispose: () => void log.push('dispose'),
  };
}

test('holders of one key share one thing, which is disposed of once, with the last of them', () => {
  const shared = new SharedResources();
  const { log, open, dispose } = resource();
  const [first, second] = [shared.lease(), shared.lease()];
  expect(first.acquire('key', open, dispose)).toBe(second.acquire('key', open, dispose));
  first.release();
  expect(log).toEqual(['open']);
  expect(shared.size).toBe(1);
  second.release();
  expect(log).toEqual(['open', 'dispose']);
  expect(shared.size).toBe(0);
});

test('a holder that asks twice holds once', () => {
  const shared = new SharedResources();
  const { log, open, dispose } = resource();
  const lease = shared.lease();
  expect(lease.acquire('key', open, dispose)).toBe(lease.acquire('key', open, dispose));
  lease.release();
  expect(log).toEqual(['open', 'dispose']);
});

test('giving back twice takes nothing from other holders', () => {
  const shared = new SharedResources();
  const { log, open, dispose } = resource();
  const [first, second] = [shared.lease(), shared.lease()];
  first.acquire('key', open, dispose);
  second.acquire('key', open, dispose);
  first.release();
  first.release();
  expect(log).toEqual(['open']);
});

test('what was given back is opened anew', () => {
  const shared = new SharedResources();
  const { log, open, dispose } = resource();
  const lease = shared.lease();
  const before = lease.acquire('key', open, dispose);
  lease.release();
  expect(lease.acquire('key', open, dispose)).not.toBe(before);
  expect(log).toEqual(['open', 'dispose', 'open']);
});

test('different keys are different things', () => {
  const shared = new SharedResources();
  const { open, dispose } = resource();
  const lease = shared.lease();
  expect(lease.acquire('one', open, dispose)).not.toBe(lease.acquire('two', open, dispose));
  expect(shared.size).toBe(2);
});

test('a thing that cannot be opened is held by nobody, and asked for again', () => {
  const shared = new SharedResources();
  const { open, dispose } = resource();
  const lease = shared.lease();
  const fail = () => {
    throw new Error('no');
  };
  expect(() => lease.acquire('key', fail, dispose)).toThrow('no');
  expect(shared.size).toBe(0);
  expect(lease.acquire('key', open, dispose)).toEqual({ name: 1 });
});

test('a thing whose disposal fails keeps no other from being disposed of', () => {
  const shared = new SharedResources();
  const { log, open, dispose } = resource();
  const lease = shared.lease();
  lease.acquire('broken', open, () => {
    throw new Error('no');
  });
  lease.acquire('sound', open, dispose);
  expect(() => lease.release()).toThrow('no');
  expect(log).toEqual(['open', 'open', 'dispose']);
  expect(shared.size).toBe(0);
  lease.release();
  expect(log).toHaveLength(3);
});
