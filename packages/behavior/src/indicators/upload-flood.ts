import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, MINUTE } from '../model/window/spans.ts';

const bytes: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'sum', of: ({ exchange }) => exchange.requestBytes },
  unit: 'bytes of requests',
  when: ({ exchange }) => exchange.requestBytes > 0,
  per: 'all',
};

export const uploadFlood = defineWindowIndicator({
  id: 'upload-flood',
  title: 'Memory attack by large requests',
  what: 'A caller sends unusually many bytes.',
  how: 'Bytes of request bodies, over a minute, an hour and a day: by caller and address; compared with others and with the own past.',
  attack: 'Memory, disk or CPU of what parses the bodies is used up.',
  otherwise: 'Uploads of pictures or of a backup.',
  remedy: 'Limit the size of bodies by operation, and uploads per caller.',
  owasp: ['API4:2023'],
  cwe: ['CWE-770', 'CWE-400'],
  mitre: ['T1499.001', 'T1499.003'],
  severity: 'medium',
  counts: [
    { ...bytes, entity: 'caller', spansMs: [MINUTE, HOUR, DAY], floor: 1_000_000, compare: 'both' },
    { ...bytes, entity: 'address', spansMs: [MINUTE, HOUR], floor: 2_000_000, compare: 'both', perUser: true },
  ],
});
