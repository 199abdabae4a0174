import type { Action } from './action.ts';

/** `skipAfter:END`: goes on behind the marker, or the rule, of that name. */
export const skipAfter: Action = {
  name: 'skipafter',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.skipAfter = argument;
  },
};
