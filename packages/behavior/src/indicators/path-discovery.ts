import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isTurnedAway } from './when.ts';

const paths: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'distinct', of: (facts) => facts.hash(facts.call.exchange.path) },
  unit: 'different paths that do not exist',
  when: (call) => isTurnedAway(call) && call.objects.length === 0 && (call.exchange.status === 404 || call.exchange.status === 405),
  per: 'all',
};

export const pathDiscovery = defineWindowIndicator({
  id: 'path-discovery',
  title: 'Paths guessed',
  what: 'Many different paths are asked for that the API does not have.',
  how: 'Distinct paths without an operation, or answered with 404 or 405, over ten minutes, a day and a week: by caller and address, and by network and kind of client per caller behind it; compared with others and with the own past.',
  attack: 'A list of usual paths is tried, to find old versions, consoles and backups.',
  otherwise: 'A crawler with old links; a client of an older version.',
  remedy: 'Remove what is not needed from the servers; block the caller when it goes on.',
  owasp: ['API9:2023'],
  cwe: ['CWE-538', 'CWE-425'],
  mitre: ['T1595.003'],
  severity: 'medium',
  counts: [
    { ...paths, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 8, compare: 'both' },
    { ...paths, entity: 'address', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 10, compare: 'both', perUser: true },
    { ...paths, entity: 'network', blames: 'address', spansMs: [HOUR, DAY], floor: 25, compare: 'both', perUser: true },
    { ...paths, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY], floor: 25, compare: 'both', perUser: true },
  ],
});
