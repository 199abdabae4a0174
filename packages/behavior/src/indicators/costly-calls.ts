import { reviewed } from '../model/reviewed.ts';
import { slowServersOf } from '../model/slow-servers.ts';
import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, TEN_MINUTES } from '../model/window/spans.ts';
import type { Indicator } from './indicator.ts';
import { isServed } from './when.ts';

/** What is answered faster is not counted: it costs nothing. */
const COSTS_MS = 100;

const time: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'sum', of: ({ exchange }) => exchange.upstream?.durationMs ?? 0 },
  unit: 'milliseconds of servers',
  when: (call) => (call.exchange.upstream?.durationMs ?? 0) >= COSTS_MS && isServed(call),
  per: 'all',
};

const costly = defineWindowIndicator({
  id: 'costly-calls',
  title: 'Calls that keep the servers busy',
  what: 'What a caller asks for takes the servers unusually much time.',
  how: 'Time that servers took to answer, in milliseconds, over ten minutes and a day: by caller, and by network and kind of client per caller behind it; compared with others and with the own past. Nothing is said while others wait for the API as well.',
  attack: 'Costly searches, deep queries or an injection that makes the data base sleep.',
  otherwise: 'A report over a long period, or a server that was slow for everybody.',
  remedy: 'Limit what one query may cost; set a rate limit for the operation.',
  owasp: ['API4:2023'],
  cwe: ['CWE-400', 'CWE-1333'],
  mitre: ['T1499.003', 'T1499.004'],
  severity: 'medium',
  kin: 'amount',
  counts: [
    { ...time, entity: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 20_000, compare: 'both' },
    { ...time, entity: 'network', blames: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 60_000, compare: 'both', perUser: true },
    { ...time, entity: 'agent', blames: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 60_000, compare: 'both', perUser: true },
  ],
});

export const costlyCalls: Indicator = {
  ...costly,
  create: (learning) => {
    const servers = slowServersOf(learning);
    return reviewed(costly.create(learning), (call, signal) => (servers.isSlowForOthers(call) ? undefined : signal));
  },
};
