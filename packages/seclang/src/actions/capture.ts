import type { Action } from './action.ts';

/** What the operator captured becomes `TX:0` to `TX:9`. */
export const capture: Action = {
  name: 'capture',
  argument: 'none',
  apply(draft) {
    draft.capture = true;
  },
};
