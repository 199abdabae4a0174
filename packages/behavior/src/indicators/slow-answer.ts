import { reviewed } from '../model/reviewed.ts';
import { slowServersOf } from '../model/slow-servers.ts';
import { defineValueIndicator } from '../model/value-indicator.ts';
import type { Indicator } from './indicator.ts';
import { isServed } from './when.ts';

const slow = defineValueIndicator({
  id: 'slow-answer',
  title: 'Unusually slow answer',
  what: 'One request takes the server far longer than those of the operation do.',
  how: 'Time that the server took to answer, compared with that for all calls of the operation, and less surprising where callers with the same role often wait so long. Where others have to wait within ten minutes, too, it is said of the API.',
  attack: 'A query that is costly on purpose; an injection that makes the data base sleep.',
  otherwise: 'A server that is slow for everybody, a cache that is cold.',
  remedy: 'Look at the parameters; limit what one query may cost.',
  owasp: ['API4:2023'],
  cwe: ['CWE-400', 'CWE-89'],
  mitre: ['T1499.004'],
  severity: 'low',
  when: isServed,
  value: ({ exchange }) => exchange.upstream?.durationMs ?? 0,
  unit: 'milliseconds that the server took',
  floor: 3000,
});

export const slowAnswer: Indicator = {
  ...slow,
  create: (learning) => {
    const servers = slowServersOf(learning);
    return reviewed(slow.create(learning), (call, signal) => {
      const isOfApi = servers.isSlowForOthers(call);
      servers.note(call);
      return isOfApi ? { ...signal, subject: { kind: 'api', id: call.api } } : signal;
    });
  },
};
