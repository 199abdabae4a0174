import { defineWindowIndicator } from '../model/window/define.ts';
import { DAY, HOUR, TEN_MINUTES } from '../model/window/spans.ts';
import { isFailedLogin, isLogin, isNamedFailedLogin } from './when.ts';

export const bruteForce = defineWindowIndicator({
  id: 'brute-force',
  title: 'Brute force on a log-in',
  what: 'Log-ins fail again and again, from one address, or for one user from many addresses.',
  how: 'Failed log-ins times their share in all log-ins of an address, over ten minutes and a day; and failed log-ins for one user name from anywhere, of which those who try are blamed and never the user; compared with other addresses and other names.',
  attack: 'Passwords of one account, or of few, are guessed.',
  otherwise: 'A program that keeps trying with a password that was changed.',
  remedy: 'Slow down log-ins from these addresses; ask for a second factor.',
  owasp: ['API2:2023'],
  cwe: ['CWE-307'],
  mitre: ['T1110.001'],
  severity: 'high',
  counts: [
    {
      entity: 'address',
      measure: { kind: 'share', of: isLogin },
      unit: 'failed log-ins times their share',
      when: isFailedLogin,
      spansMs: [TEN_MINUTES, DAY],
      floor: 10,
      per: 'all',
      compare: 'population',
      perUser: true,
    },
    {
      entity: 'victim',
      blames: 'address',
      measure: { kind: 'count' },
      unit: 'failed log-ins for one user name',
      when: isNamedFailedLogin,
      spansMs: [HOUR, DAY],
      floor: 15,
      per: 'api',
      compare: 'population',
    },
  ],
});
