import type { Action } from './action.ts';

/** Closes the connection without an answer. */
export const drop: Action = {
  name: 'drop',
  argument: 'none',
  starterOnly: true,
  apply(draft) {
    draft.disruptive = { name: 'drop' };
  },
};
