import type { Action } from './action.ts';
import { integer } from './number.ts';

/** `skip:2`: leaves out the next two rules of the phase; a chain counts as one. */
export const skip: Action = {
  name: 'skip',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.skip = integer('skip', argument, 1, 100_000);
  },
};
