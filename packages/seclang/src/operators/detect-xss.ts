import { detectXss, SCRIPT_BYTES } from '../xss/index.ts';
import { kindNeeds } from './needs.ts';
import type { Operator } from './operator.ts';

/** `@detectXSS`: the value reads like an injection of script into HTML. Captures the value. */
export const detectXSS: Operator = {
  name: 'detectXSS',
  compile: () => (value) => (detectXss(value) ? { captures: [value] } : undefined),
  needs: () => kindNeeds(SCRIPT_BYTES),
};
