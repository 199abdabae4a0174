import type { Action } from './action.ts';
import { integer } from './number.ts';

/** How long the rule has been tried, 1 to 9. */
export const maturity: Action = {
  name: 'maturity',
  argument: 'required',
  apply(draft, argument) {
    draft.maturity = integer('maturity', argument, 1, 9);
  },
};
