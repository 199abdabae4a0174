import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { HOUR, MINUTE, TEN_MINUTES } from '../model/window/spans.ts';
import { isAny } from './when.ts';

const calls: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per' | 'perUser'> = {
  measure: { kind: 'count' },
  unit: 'calls',
  when: isAny,
  per: 'all',
  perUser: true,
};

export const apiFlood = defineWindowIndicator({
  id: 'api-flood',
  title: 'Flood of calls to an API',
  what: 'An API, or the clients of one network or kind, get far more calls than the number of their proven callers explains.',
  how: 'Calls per proven caller of a day, over a minute, ten minutes and an hour: by API, network and kind of client; compared with the own past. More customers, a marketing day or growth bring more callers, and change nothing.',
  attack: 'Denial of service from many addresses.',
  otherwise: 'An outage after which all clients retry; a campaign for people without an account.',
  remedy: 'Refuse what is not proven before it costs anything; scale; set rate limits per address and network.',
  owasp: ['API4:2023'],
  cwe: ['CWE-770', 'CWE-400'],
  mitre: ['T1498.001', 'T1499.002'],
  severity: 'high',
  counts: [
    { ...calls, entity: 'api', spansMs: [MINUTE, TEN_MINUTES, HOUR], floor: 30, compare: 'self' },
    { ...calls, entity: 'network', spansMs: [TEN_MINUTES, HOUR], floor: 300, compare: 'both' },
    { ...calls, entity: 'agent', blames: 'address', spansMs: [TEN_MINUTES, HOUR], floor: 300, compare: 'both' },
  ],
});
