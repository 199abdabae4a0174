import type { Action } from './action.ts';
import { integer } from './number.ts';

/** The HTTP status that `deny` and `redirect` answer with. */
export const status: Action = {
  name: 'status',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.status = integer('status', argument, 100, 599);
  },
};
