import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isAny } from './when.ts';

const refused: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per' | 'perUser'> = {
  measure: { kind: 'share', of: isAny },
  unit: 'requests without a valid credential',
  when: ({ outcome, exchange: { status } }) => status === 401 && (outcome === 'rejected' || outcome === 'refused'),
  per: 'all',
  perUser: true,
};

export const credentialProbing = defineWindowIndicator({
  id: 'credential-probing',
  title: 'Credentials tried out',
  what: 'Many different tokens, keys or sessions that are refused come from one place.',
  how: 'Requests without a login that were answered with 401 times their share, over ten minutes and a day: by address, and by network and kind of client per caller behind it; compared with others and with the own past.',
  attack: 'Tokens or keys are guessed, forged or tried out from a list of leaked ones.',
  otherwise: 'A client whose token expired and that goes on.',
  remedy: 'Revoke keys that were leaked; block the address when it goes on.',
  owasp: ['API2:2023'],
  cwe: ['CWE-307', 'CWE-798'],
  mitre: ['T1110', 'T1528'],
  severity: 'medium',
  counts: [
    { ...refused, entity: 'address', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 12, compare: 'both' },
    { ...refused, entity: 'network', blames: 'address', spansMs: [HOUR, DAY], floor: 40, compare: 'both' },
    { ...refused, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY], floor: 40, compare: 'both' },
  ],
});
