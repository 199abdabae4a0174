import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, MINUTE } from '../model/window/spans.ts';

const upgrades: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'count' },
  unit: 'connections upgraded, or tried to',
  when: ({ exchange: { status, request } }) => status === 101 || (request?.headers.some(([name]) => name === 'upgrade') ?? false),
  per: 'all',
};

export const websocketAbuse = defineWindowIndicator({
  id: 'websocket-abuse',
  title: 'WebSocket connections opened in numbers',
  what: 'Far more WebSocket connections are opened than usual, or openings fail again and again.',
  how: 'Upgrades of connections, and upgrades that were turned away, over a minute, an hour and a day: by caller and address; compared with others and with the own past.',
  attack: 'Connections are used up, or a way past checks is looked for that are made of requests only.',
  otherwise: 'A client that reconnects without a pause.',
  remedy: 'Limit connections per caller; let clients wait longer before each attempt.',
  owasp: ['API4:2023'],
  cwe: ['CWE-770', 'CWE-1385'],
  mitre: ['T1499.002'],
  severity: 'medium',
  counts: [
    { ...upgrades, entity: 'caller', spansMs: [MINUTE, HOUR, DAY], floor: 12, compare: 'both' },
    { ...upgrades, entity: 'address', spansMs: [MINUTE, HOUR, DAY], floor: 20, compare: 'both', perUser: true },
    { ...upgrades, entity: 'agent', blames: 'address', spansMs: [MINUTE, HOUR], floor: 60, compare: 'both', perUser: true },
  ],
});
