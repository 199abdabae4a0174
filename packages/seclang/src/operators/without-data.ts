import type { Operator } from './operator.ts';

/**
 * `@geoLookup` and `@rbl`: rules with them load and never match. An inspection neither has a database of countries nor waits for an answer
 * of the DNS. ModSecurity does the same while no database is configured, or when the name server does not answer; rule sets use both only
 * in rules that an administrator must switch on, so refusing them would refuse whole rule sets. Whoever loads rules can warn of these
 * names.
 */
export const withoutData: readonly Operator[] = ['geoLookup', 'rbl'].map((name) => ({ name, compile: () => () => undefined }));
