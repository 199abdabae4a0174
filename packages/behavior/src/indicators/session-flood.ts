import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, TEN_MINUTES } from '../model/window/spans.ts';

const sessions: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per' | 'perUser'> = {
  measure: { kind: 'distinct', of: (facts) => facts.key('session') || facts.key('token') },
  unit: 'different sessions or tokens',
  when: ({ exchange: { client, principal } }) => client.session !== undefined || principal?.token !== undefined,
  per: 'all',
  perUser: true,
};

/** Each log-in that succeeds opens a session, also where it is never used. */
const logins: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'count' },
  unit: 'successful log-ins',
  when: ({ login }) => login?.succeeded === true,
  per: 'api',
};

export const sessionFlood = defineWindowIndicator({
  id: 'session-flood',
  title: 'Flood of sessions or tokens',
  what: 'Behind an address, a network or a kind of client there are far more sessions or tokens than usual, or one user opens session after session.',
  how: 'Distinct sessions and tokens, over ten minutes and a day: by address, network, kind of client and API, per proven caller behind it; log-ins that succeeded, by user and address; compared with others and with the own past.',
  attack: 'Sessions are made in numbers, to fill the memory of servers or to have each bot look like another visitor.',
  otherwise: 'A proxy or a mobile carrier that many people are behind.',
  remedy: 'Limit new sessions per address; make sessions only after a log-in.',
  owasp: ['API4:2023', 'API2:2023'],
  cwe: ['CWE-770', 'CWE-384'],
  mitre: ['T1499.002'],
  severity: 'medium',
  counts: [
    { ...sessions, entity: 'address', spansMs: [TEN_MINUTES, DAY], floor: 20, compare: 'both' },
    { ...sessions, entity: 'network', blames: 'address', spansMs: [TEN_MINUTES, DAY], floor: 50, compare: 'both' },
    { ...sessions, entity: 'agent', blames: 'address', spansMs: [TEN_MINUTES, DAY], floor: 50, compare: 'both' },
    { ...sessions, entity: 'api', blames: 'address', spansMs: [TEN_MINUTES, DAY], floor: 50, compare: 'self' },
    { ...logins, entity: 'victim', blames: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 4, compare: 'both' },
    { ...logins, entity: 'address', spansMs: [TEN_MINUTES, DAY], floor: 8, compare: 'both', perUser: true },
  ],
});
