import { type AllowList, principalNames, type Subject } from '@airside/domain';

import { addressKey } from '../../limits/address-key.ts';
import type { PolicyRequest, PolicyServices, Refusal } from '../../pipeline/policy.ts';
import { decide } from '../../sanctions/decide.ts';
import type { Entry } from '../../sanctions/entry.ts';
import { blocked, describe, stepUpRequired, throttled } from './refusals.ts';

const MINUTE_MS = 60_000;
const CLOCK_TOLERANCE_MS = 60_000;

/** Does to a request what the sanctions that fit ask for. Only tried ones are reported and counted. */
export function carryOut(
  entries: readonly Entry[],
  request: PolicyRequest,
  { rateLimiter, onlyReport }: { readonly rateLimiter: PolicyServices['rateLimiter']; readonly onlyReport: boolean },
): Refusal | undefined | Promise<Refusal | undefined> {
  // Whoever has done what is asked for is left with what else there is against it.
  const { done, tried } = decide(entries.filter((entry) => entry.action !== 'stepUp' || !isFresh(entry, request)));
  for (const entry of tried) tryOut(entry, request);
  if (done === undefined) return undefined;
  if (onlyReport) {
    tryOut(done, request);
    return undefined;
  }
  return act(done, request, rateLimiter);
}

/** What would be done is said once for each sanction and request. */
function tryOut(entry: Entry, request: PolicyRequest): void {
  entry.hits++;
  request.report(`would ${describe(entry)}`);
}

function act(
  entry: Entry,
  request: PolicyRequest,
  rateLimiter: PolicyServices['rateLimiter'],
): Refusal | undefined | Promise<Refusal | undefined> {
  if (entry.action === 'block') return hit(entry, blocked(entry));
  if (entry.action === 'stepUp') return hit(entry, stepUpRequired(entry, request.time));
  const { requestsPerMinute } = entry;
  const limit = { requests: requestsPerMinute, windowMs: MINUTE_MS, burst: Math.max(1, Math.ceil(requestsPerMinute / 6)) };
  const decision = rateLimiter.take(throttleKey(entry, request), limit);
  const settle = (settled: Awaited<typeof decision>) => (settled.allowed ? undefined : hit(entry, throttled(entry, settled)));
  return decision instanceof Promise ? decision.then(settle) : settle(decision);
}

function hit(entry: Entry, refusal: Refusal): Refusal {
  entry.hits++;
  return refusal;
}

/** The user behind the token proved who it is after the sanction was ordered, and not in a time yet to come. */
function isFresh({ createdMs }: Entry, { principal: { authenticatedAtMs }, time }: PolicyRequest): boolean {
  return authenticatedAtMs !== undefined && authenticatedAtMs >= createdMs && authenticatedAtMs - time <= CLOCK_TOLERANCE_MS;
}

/** What a webhook proves stands in its body: before that is read anybody may claim to be its sender, and must not use up what is the sender's. */
function throttleKey({ id }: Entry, { principal, clientAddress }: PolicyRequest): string {
  return principal.kind === 'webhook' ? `sanction ${id} ${addressKey(clientAddress)}` : `sanction ${id}`;
}

/** Whether the allow list has the caller, by what is known of it so far. */
export function isAllowed(list: AllowList, { clientAddress, session, network, principal }: PolicyRequest): boolean {
  if (list.allowsAddress(clientAddress)) return true;
  const early: Subject[] = [
    ...(session === undefined ? [] : [{ kind: 'session', id: session } as const]),
    ...(network === undefined ? [] : [{ kind: 'network', id: network } as const]),
  ];
  return list.allows([...early, ...principalNames(principal)]);
}
