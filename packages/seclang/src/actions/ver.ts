import type { Action } from './action.ts';

/** The version of the rule set the rule belongs to. */
export const ver: Action = {
  name: 'ver',
  argument: 'required',
  apply(draft, argument) {
    draft.ver = argument;
  },
};
