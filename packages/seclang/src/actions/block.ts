import type { Action } from './action.ts';

/** Does what the default actions of the phase say. */
export const block: Action = {
  name: 'block',
  argument: 'none',
  starterOnly: true,
  apply(draft) {
    draft.disruptive = { name: 'block' };
  },
};
