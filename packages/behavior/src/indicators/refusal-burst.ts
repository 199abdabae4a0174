import type { Call } from '../call/call.ts';
import { orTheServer } from '../model/failing-servers.ts';
import { defineWindowIndicator } from '../model/window/define.ts';
import { HOUR, TEN_MINUTES } from '../model/window/spans.ts';
import { isAny } from './when.ts';

/** Log-ins that fail have indicators of their own. */
const isRejected = ({ outcome, login }: Call): boolean => outcome === 'rejected' && login === undefined;

const bursts = defineWindowIndicator({
  id: 'refusal-burst',
  title: 'Burst of refusals at an operation',
  what: 'An operation answers far more of its calls with 4xx than usual, whoever makes them.',
  how: 'Answers of the API with 4xx times their share in all of the operation, over ten minutes and an hour; compared with the own past of the operation. It is said of the API where it turns away the others who call it meanwhile as well, or nobody else does.',
  attack: 'Many accounts or addresses try one operation, each so little that none stands out.',
  otherwise: 'A release of the API or of an application that do not fit each other any more; tokens that expired for many at once.',
  remedy: 'Look at what was sent and from where, and at what succeeded in between; where all are turned away, look at the last release.',
  owasp: ['API4:2023', 'API8:2023'],
  cwe: ['CWE-799', 'CWE-204'],
  mitre: ['T1595.002', 'T1190'],
  severity: 'low',
  counts: [
    {
      measure: { kind: 'share', of: isAny },
      unit: 'answers with 4xx',
      when: isRejected,
      per: 'all',
      entity: 'operation',
      blames: 'caller',
      spansMs: [TEN_MINUTES, HOUR],
      floor: 10,
      compare: 'self',
    },
  ],
});

export const refusalBurst = orTheServer(bursts, { isFailure: isRejected, of: 'operation' });
