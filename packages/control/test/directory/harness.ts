import type { DirectoryContents } from '@airside/domain';
import { afterEach, expect } from 'vitest';

import type { DirectoryErrorCode } from '../../src/directory/directory-error.ts';
import type { DirectoryStoreOptions } from '../../src/directory/sql/store.ts';
import type { Actor, DirectoryStore } from '../../src/directory/store.ts';

/** Yields an empty store. */
export type OpenStore = (options: DirectoryStoreOptions) => DirectoryStore | Promise<DirectoryStore>;

export const BY: Actor = { name: 'os:anna' };
export const NOON_MS = Date.UTC(2026, 0, 15, 12);
export const DAY_MS = 86_400_000;

/** A store with a clock that a test turns. */
export interface Opened {
  readonly store: DirectoryStore;
  readonly clock: { nowMs: number };
}

/** Stores that are closed after the test that opened them. */
export function createOpener(
  open: OpenStore,
): (configured?: Partial<DirectoryContents>, options?: DirectoryStoreOptions) => Promise<Opened> {
  const opened: DirectoryStore[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  return async (configured = {}, options = {}) => {
    const clock = { nowMs: NOON_MS };
    const store = await open({ now: () => clock.nowMs, configured: () => configured, ...options });
    opened.push(store);
    return { store, clock };
  };
}

/** Expects a refusal with this code, whose message has these words, and that nothing was changed or written to the history. */
export async function expectRefusal(
  store: DirectoryStore,
  request: () => Promise<unknown>,
  code: DirectoryErrorCode,
  words = /./,
): Promise<void> {
  const state = async () => [await store.contents(), await store.history({ limit: 1000 })];
  const before = await state();
  await expect(request()).rejects.toMatchObject({ name: 'DirectoryError', code, message: expect.stringMatching(words) as string });
  expect(await state()).toEqual(before);
}
