import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { Argon2idHash } from './phc.ts';
import { matchesHash } from './verify.ts';
import { createWorkLimit } from './work-limit.ts';

const MOST_REMEMBERED = 10_000;

export type PasswordCheck = 'match' | 'mismatch' | 'busy';

/** Checks passwords against argon2id hashes without letting callers choose how much work that is. */
export interface PasswordChecker {
  /** The password in normal form C. Synchronous where it matched lately, and where there is too much to do. */
  check(password: string, hash: Argon2idHash): PasswordCheck | Promise<PasswordCheck>;
}

export interface PasswordCheckerOptions {
  /** Verifications at the same time. Each occupies one of the four threads that libuv has for all asynchronous work of the process. */
  readonly concurrency?: number;
  /** Verifications that may wait. */
  readonly queued?: number;
  /** How long a password that matched is remembered, in milliseconds. */
  readonly rememberMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * A checker with a memory of matches: HMAC-SHA-256, under a random key of this process, of hash and password. It holds no password, a new
 * hash never finds an old match, and a mismatch is never remembered. Equal checks under way at the same time share one verification.
 */
export function createPasswordChecker(options: PasswordCheckerOptions = {}): PasswordChecker {
  const { concurrency = 2, queued = 32, rememberMs = 5 * 60_000, now = Date.now } = options;
  const key = createSecretKey(randomBytes(32));
  const matchedUntilMs = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  const underWay = new Map<string, Promise<PasswordCheck>>();
  const limit = createWorkLimit(concurrency, queued);

  const verify = (name: string, password: string, hash: Argon2idHash): Promise<PasswordCheck> | undefined =>
    limit.run(async () => {
      if (!(await matchesHash(password, hash))) return 'mismatch';
      matchedUntilMs.set(name, now() + rememberMs);
      return 'match';
    });

  return {
    check(password, hash) {
      const name = createHmac('sha256', key).update(hash.salt).update(hash.tag).update(password).digest('base64');
      if ((matchedUntilMs.get(name) ?? 0) > now()) return 'match';
      const shared = underWay.get(name);
      if (shared !== undefined) return shared;
      const started = verify(name, password, hash);
      if (started === undefined) return 'busy';
      const checked = started.finally(() => underWay.delete(name));
      underWay.set(name, checked);
      return checked;
    },
  };
}

/** The checker of this process: memory and processors are the process's, so the bound on argon2 is too. It outlives configurations. */
export const sharedPasswordChecker: PasswordChecker = createPasswordChecker();
