import type { Authentication, Authenticator, CredentialRequest, Guess } from '@airside/identity';

import { addressKey, networkKey } from '../../../limits/address-key.ts';
import type { AttemptMemory } from './attempt-memory.ts';
import { createCountersOf } from './counters-of.ts';
import type { FailureCounter } from './failure-counters.ts';
import type { KnownGood } from './known-good.ts';
import type { BruteForceLimits } from './options.ts';
import { isFailure, type Throttled, throttledBy } from './throttled.ts';

export type GuessJudge = (request: CredentialRequest, guess: Guess) => Authentication | Throttled | Promise<Authentication | Throttled>;

/**
 * Judges credentials that could be guessed, while three counts of failures allow it: those from the address, those at the account from the
 * address, and those at the account from networks that did not lately succeed for it. A known network has the last count for itself. What lately
 * succeeded from the very address is let pass all counts (up to `RECHECKS`), so that no neighbour behind the same address can lock it out.
 *
 * Where nothing failed lately a success costs three look-ups. Nothing is remembered of what a caller made up but keyed hashes in bounded counters.
 */
export function createGuessJudge(authenticator: Authenticator, limits: BruteForceLimits, memory: AttemptMemory): GuessJudge {
  const { kind } = authenticator;
  const { counters, knownGood, now } = memory;
  const of = createCountersOf(kind, limits, counters);
  /** Equal guesses at one time are one guess: a client may well open ten connections at once. */
  const underWay = new Map<string, Promise<Authentication>>();

  const countersFor = (at: Attempted): readonly FailureCounter[] => {
    if (at.counters === undefined) {
      const network = networkKey(at.clientAddress);
      const isKnown = at.known !== undefined || knownGood.knowsNetwork(kind, at.account, network, at.nowMs);
      at.counters = of.guess({ ...at, knownNetwork: isKnown ? network : undefined });
    }
    return at.counters;
  };
  const hashedSecret = ({ account, address }: Attempted, { secret }: Guess) => counters.hashed(kind, account, address, secret);

  /** Undefined where the attempt may be judged. */
  const objection = (at: Attempted, guess: Guess): Throttled | undefined => {
    const full = countersFor(at).find((counter) => counters.waitMs(counter) !== undefined);
    if (full === undefined) return undefined;
    const recheck = of.recheck(at.account, at.address);
    if (at.known === undefined || counters.waitMs(recheck) !== undefined) return throttledBy(full, counters);
    if (at.known.credentials.has(hashedSecret(at, guess))) return undefined;
    counters.fail(recheck);
    return throttledBy(full, counters);
  };

  const settle = (result: Authentication, at: Attempted, guess: Guess): Authentication => {
    if (result.outcome === 'accepted') {
      const { principal } = result;
      if (at.known !== undefined && knownGood.confirm(at.known, principal, at.nowMs)) return result;
      knownGood.remember({ ...at, network: networkKey(at.clientAddress), kind, principal, credential: hashedSecret(at, guess) });
    }
    if (!isFailure(result)) return result;
    for (const counter of countersFor(at)) counters.fail(counter);
    if (at.known !== undefined) at.known.failedAtMs = at.nowMs;
    return result;
  };

  const wait = (result: Promise<Authentication>, at: Attempted, guess: Guess): Promise<Authentication> => {
    const name = hashedSecret(at, guess);
    const end = counters.begin(countersFor(at));
    if (at.known !== undefined) at.known.underWay++;
    const settled = result
      .then((outcome) => {
        // What is not right any more must not take the work of being judged again and again.
        if (isFailure(outcome)) at.known?.credentials.delete(name);
        return settle(outcome, at, guess);
      })
      .finally(() => {
        end();
        underWay.delete(name);
        if (at.known !== undefined) at.known.underWay--;
      });
    underWay.set(name, settled);
    return settled;
  };

  return (request, guess) => {
    const { account } = guess;
    const { clientAddress } = request;
    const address = addressKey(clientAddress);
    const nowMs = now();
    const known = knownGood.find(kind, account, address, nowMs);
    const at: Attempted = { account, clientAddress, address, known, nowMs, counters: undefined };
    const isQuiet = known !== undefined && isTrusted(known, nowMs, limits.window) && counters.waitMs(of.address(address)) === undefined;
    if (!isQuiet) {
      const same = underWay.size === 0 ? undefined : underWay.get(hashedSecret(at, guess));
      if (same !== undefined) return same;
      const throttled = objection(at, guess);
      if (throttled !== undefined) return throttled;
    }
    const result = authenticator.authenticate(request);
    return result instanceof Promise ? wait(result, at, guess) : settle(result, at, guess);
  };
}

interface Attempted {
  readonly account: string;
  readonly clientAddress: string;
  /** As `addressKey` returns it. */
  readonly address: string;
  readonly known: KnownGood | undefined;
  readonly nowMs: number;
  /** Worked out where they are needed. */
  counters: readonly FailureCounter[] | undefined;
}

/** Nothing failed here lately, and nothing is being judged: no count but the address's own needs to be looked at. */
function isTrusted({ failedAtMs, underWay }: KnownGood, nowMs: number, windowMs: number): boolean {
  return underWay === 0 && nowMs - failedAtMs >= windowMs;
}
