import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES } from '../model/window/spans.ts';
import { isNamedFailedLogin } from './when.ts';

const tried: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per' | 'perUser'> = {
  measure: { kind: 'distinct', of: (facts) => (!facts.knowsUser ? facts.hash(facts.call.login?.user ?? '') : 0) },
  unit: 'unknown user names whose log-in failed',
  when: isNamedFailedLogin,
  per: 'all',
  perUser: 'log-in',
};

export const credentialStuffing = defineWindowIndicator({
  id: 'credential-stuffing',
  title: 'Credential stuffing',
  what: 'Log-ins of many users who are not known here fail, from one place or from many that have something in common.',
  how: 'Distinct user names that never logged in here and whose log-in failed, over ten minutes, an hour and a day: by address, network, kind of client and API, each divided by the log-ins that succeed there at the same time; compared with other addresses, and with the own past of networks, clients and the API.',
  attack: 'Pairs of names and passwords leaked elsewhere are tried out.',
  otherwise: 'Many people behind one address mistype their names; a client that sends wrong names after an update.',
  remedy: 'Ask for a second factor, slow down log-ins from these addresses, compare passwords with lists of leaked ones.',
  owasp: ['API2:2023'],
  cwe: ['CWE-307', 'CWE-799'],
  mitre: ['T1110.004'],
  severity: 'high',
  counts: [
    { ...tried, entity: 'address', spansMs: [TEN_MINUTES, HOUR, DAY], floor: 5, compare: 'population' },
    { ...tried, entity: 'network', blames: 'address', spansMs: [HOUR, DAY], floor: 10, compare: 'both' },
    { ...tried, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY], floor: 10, compare: 'both' },
    { ...tried, entity: 'api', blames: 'address', spansMs: [HOUR, DAY], floor: 10, compare: 'self' },
  ],
});
