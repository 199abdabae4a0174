import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES } from '../model/window/spans.ts';

const NOT_ABOUT_VALUES: ReadonlySet<number> = new Set([401, 403, 405, 413, 415, 429]);

const values: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'distinct', of: (facts) => facts.values },
  unit: 'different values rejected',
  when: ({ outcome, login, parameters, exchange: { status } }) =>
    outcome === 'rejected' && login === undefined && parameters.length > 0 && !NOT_ABOUT_VALUES.has(status),
  per: 'operation',
};

export const codeGuessing = defineWindowIndicator({
  id: 'code-guessing',
  title: 'Codes guessed',
  what: 'One operation is called with many different values that it rejects: coupons, vouchers, one-time codes, card numbers.',
  how: 'Distinct sets of parameters in requests that the API rejected, other than for lack of a log-in, for each operation, over ten minutes and a day: by caller and address, and by kind of client and for the operation as a whole; compared with others and with the own past.',
  attack: 'Values that are worth something are guessed.',
  otherwise: 'A form that people fill in wrongly, a client that repeats what is not valid.',
  remedy: 'Limit attempts per caller and per object; make codes longer; expire them early.',
  owasp: ['API6:2023', 'API2:2023'],
  cwe: ['CWE-307', 'CWE-799'],
  mitre: ['T1110.001'],
  severity: 'medium',
  counts: [
    { ...values, entity: 'caller', spansMs: [TEN_MINUTES, DAY], floor: 6, compare: 'both' },
    { ...values, entity: 'address', spansMs: [TEN_MINUTES, DAY], floor: 10, compare: 'both', perUser: true },
    { ...values, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 15, compare: 'both', perUser: true },
    { ...values, entity: 'operation', blames: 'caller', spansMs: [HOUR, DAY], floor: 20, compare: 'self', perUser: true },
  ],
});
