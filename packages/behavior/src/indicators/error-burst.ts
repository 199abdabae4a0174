import type { Call } from '../call/call.ts';
import { orTheServer } from '../model/failing-servers.ts';
import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES } from '../model/window/spans.ts';
import { isAny } from './when.ts';

const isServerError = ({ outcome }: Call): boolean => outcome === 'error';

const errors: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'share', of: isAny },
  unit: 'answers with a server error',
  when: isServerError,
  per: 'all',
};

const bursts = defineWindowIndicator({
  id: 'error-burst',
  title: 'Burst of server errors',
  what: 'An operation, or the calls of one caller, fail on the server far more often than usual.',
  how: 'Answers with 5xx times their share in all, over ten minutes and an hour: by operation, compared with the own past; by caller, compared with others and with the own past. It is said of the API where it does not answer the others who call it meanwhile, or nobody else does.',
  attack: 'Input was found that the API cannot cope with, or it is out of resources.',
  otherwise: 'A release with a fault, an outage of something behind the API.',
  remedy: 'Look at the requests that failed; they show which input is not checked.',
  owasp: ['API4:2023', 'API8:2023'],
  cwe: ['CWE-755', 'CWE-248'],
  mitre: ['T1499.004', 'T1190'],
  severity: 'medium',
  counts: [
    { ...errors, entity: 'operation', blames: 'caller', spansMs: [TEN_MINUTES, HOUR], floor: 5, compare: 'self' },
    { ...errors, entity: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 4, compare: 'both' },
  ],
});

export const errorBurst = orTheServer(bursts, { isFailure: isServerError, of: 'api' });
