import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, WEEK } from '../model/window/spans.ts';
import { isNamedFailedLogin } from './when.ts';

const tried: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per' | 'perUser'> = {
  measure: { kind: 'distinct', of: (facts) => (facts.knowsUser && !facts.isUsersPlace ? facts.hash(facts.call.login?.user ?? '') : 0) },
  unit: 'known user names whose log-in failed where they never came from',
  when: isNamedFailedLogin,
  per: 'all',
  perUser: 'log-in',
};

export const passwordSpraying = defineWindowIndicator({
  id: 'password-spraying',
  title: 'Password spraying',
  what: 'Log-ins of many users who do exist fail, each a few times only, from one place or from many that have something in common.',
  how: 'Distinct user names that have logged in here before, and whose log-in failed from an address that they never came from, over an hour, a day and a week: by address, network, kind of client and API, each divided by the log-ins that succeed there at the same time; compared with other addresses, and with the own past of networks, clients and the API.',
  attack: 'A few common passwords are tried with every account, slowly enough that no account is locked.',
  otherwise: 'An outage of the directory, or passwords that expired for many at once.',
  remedy: 'Ask for a second factor, refuse common passwords, lock by address instead of by account.',
  owasp: ['API2:2023'],
  cwe: ['CWE-307', 'CWE-521'],
  mitre: ['T1110.003'],
  severity: 'high',
  counts: [
    { ...tried, entity: 'address', spansMs: [HOUR, DAY, WEEK], floor: 4, compare: 'population' },
    { ...tried, entity: 'network', blames: 'address', spansMs: [HOUR, DAY, WEEK], floor: 10, compare: 'both' },
    { ...tried, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY, WEEK], floor: 10, compare: 'both' },
    { ...tried, entity: 'api', blames: 'address', spansMs: [HOUR, DAY, WEEK], floor: 10, compare: 'self' },
  ],
});
