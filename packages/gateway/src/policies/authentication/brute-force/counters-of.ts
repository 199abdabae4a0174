import type { CredentialKind } from '@airside/domain';

import type { RateLimit } from '../../../limits/rate-limiter.ts';
import type { FailureCounter, FailureCounters } from './failure-counters.ts';
import type { BruteForceLimits } from './options.ts';

/** Where a guess comes from and what it is at. */
export interface GuessAt {
  readonly account: string;
  /** As `addressKey` returns it. */
  readonly address: string;
  /** As `networkKey` returns it, where an address of the network lately succeeded for the account. */
  readonly knownNetwork: string | undefined;
}

/** Which counters an attempt at one kind of credential counts for, and how far each goes. */
export interface CountersOf {
  /** At a credential that could be guessed. From a known network: what strangers do at the account elsewhere is counted apart. */
  guess(at: GuessAt): readonly FailureCounter[];
  address(address: string): FailureCounter;
  /** At the credential that is known to have succeeded from the address, while another counter is full. */
  recheck(account: string, address: string): FailureCounter;
  /** At a credential that could not be guessed. */
  unguessable(address: string, account: string | undefined): readonly FailureCounter[];
}

export function createCountersOf(kind: CredentialKind, limits: BruteForceLimits, { hashed }: FailureCounters): CountersOf {
  const { attempts, window, addressAttempts, accountAttempts } = limits;
  const within = (requests: number): RateLimit => ({ requests, windowMs: window, burst: requests });
  const pairLimit = within(attempts);
  const accountLimit = within(accountAttempts);
  const addressLimit = within(addressAttempts);
  const unguessableLimit = within(addressAttempts * UNGUESSABLE_FACTOR);

  const pair = (account: string, address: string): FailureCounter => ({
    scope: 'pair',
    key: hashed(kind, account, address),
    limit: pairLimit,
    what: 'at this account from this address',
  });
  const all = (account: string, knownNetwork: string | undefined): FailureCounter => ({
    scope: 'account',
    key: hashed(kind, account, knownNetwork ?? ''),
    limit: accountLimit,
    what: knownNetwork === undefined ? 'at this account from unknown networks' : 'at this account from this network',
  });
  const address = (from: string): FailureCounter => ({
    scope: 'address',
    key: `${kind} ${from}`,
    limit: addressLimit,
    what: 'from this address',
  });
  return {
    address,
    guess: (at) => [pair(at.account, at.address), all(at.account, at.knownNetwork), address(at.address)],
    recheck: (account, from) => ({ ...pair(account, from), scope: 'recheck', limit: RECHECKS }),
    unguessable(from, account) {
      const failures: FailureCounter = { ...address(from), key: `unguessable ${kind} ${from}`, limit: unguessableLimit };
      return account === undefined ? [failures] : [pair(account, from), failures];
    },
  };
}

/**
 * A failure at what cannot be guessed is rarely an attack: tokens expire, and there may be many callers behind one address. Being told so
 * (401) is what makes their clients fetch new ones.
 */
const UNGUESSABLE_FACTOR = 10;

/** Comparisons with what is known to be right that fail: 10 a second, and 1000 at once. */
const RECHECKS: RateLimit = { requests: 10, windowMs: 1000, burst: 1000 };
