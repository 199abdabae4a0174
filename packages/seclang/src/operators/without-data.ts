import type { Operator } from './operator.ts';

/** Operators that never match here, and why. Whoever loads rules with them is warned. */
export const neverMatching: ReadonlyMap<string, string> = new Map([
  ['geoLookup', 'there is no reader for databases of places'],
  ['rbl', 'an inspection does not wait for an answer of the DNS'],
]);

/**
 * `@geoLookup` and `@rbl`: rules with them load, with a warning, and never match. ModSecurity does the same while no database is configured, or when
 * the name server does not answer; rule sets such as the Core Rule Set 3 use both only in rules that an administrator must switch on, so refusing
 * them would refuse whole rule sets.
 */
export const withoutData: readonly Operator[] = [...neverMatching.keys()].map((name) => ({ name, compile: () => () => undefined }));
