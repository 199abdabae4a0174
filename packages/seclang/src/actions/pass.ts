import type { Action } from './action.ts';

/** Goes on with the next rule. */
export const pass: Action = {
  name: 'pass',
  argument: 'none',
  starterOnly: true,
  apply(draft) {
    draft.disruptive = { name: 'pass' };
  },
};
