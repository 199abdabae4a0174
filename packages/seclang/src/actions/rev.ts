import type { Action } from './action.ts';

/** The revision of the rule. */
export const rev: Action = {
  name: 'rev',
  argument: 'required',
  apply(draft, argument) {
    draft.rev = argument;
  },
};
