import type { Action } from './action.ts';

/** The operator sees the value before the transformations and after each that changes it. */
export const multiMatch: Action = {
  name: 'multimatch',
  argument: 'none',
  apply(draft) {
    draft.multiMatch = true;
  },
};
