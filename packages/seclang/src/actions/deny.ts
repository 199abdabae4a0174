import type { Action } from './action.ts';

/** Answers with status 403, or that of `status`. */
export const deny: Action = {
  name: 'deny',
  argument: 'none',
  starterOnly: true,
  apply(draft) {
    draft.disruptive = { name: 'deny' };
  },
};
