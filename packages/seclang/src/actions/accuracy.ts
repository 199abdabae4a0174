import type { Action } from './action.ts';
import { integer } from './number.ts';

/** How few false alarms the rule raises, 1 to 9. */
export const accuracy: Action = {
  name: 'accuracy',
  argument: 'required',
  apply(draft, argument) {
    draft.accuracy = integer('accuracy', argument, 1, 9);
  },
};
