import type { Subject } from '@airside/domain';

import { callerSubject } from './explain.ts';
import type { Facts } from './facts.ts';

/** What lives for minutes, for a day or for years is moved about in different ways. */
export const KINDS_OF_CREDENTIALS = ['token', 'session', 'credential'] as const;

/** Rates of one kind of credentials have keys below this. */
const MOST_RATES = 16;

/** The hash of the narrowest credential of a call; 0 where there is none. */
export function credentialKey(facts: Facts): number {
  return facts.key('token') || facts.key('session') || facts.key('credential');
}

export function credentialKind(facts: Facts): (typeof KINDS_OF_CREDENTIALS)[number] {
  return facts.key('token') !== 0 ? 'token' : facts.key('session') !== 0 ? 'session' : 'credential';
}

/** The credential, by the name that it has for people. */
export function credentialSubject(facts: Facts): Subject {
  return facts.subject(credentialKind(facts)) ?? callerSubject(facts.call);
}

/** The key of a rate (1 to 15) of credentials of that kind. Those below 16 were of all kinds together, in states of before. */
export function credentialRates(facts: Facts, rate: number): number {
  return (KINDS_OF_CREDENTIALS.indexOf(credentialKind(facts)) + 1) * MOST_RATES + rate;
}
