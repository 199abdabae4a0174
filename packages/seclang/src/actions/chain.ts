import type { Action } from './action.ts';

/** The rule matches only if the next one matches too. */
export const chain: Action = {
  name: 'chain',
  argument: 'none',
  apply(draft) {
    draft.chain = true;
  },
};
