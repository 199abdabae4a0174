import type { Action } from './action.ts';

/** `t:lowercase`: transforms values before the operator sees them; `t:none` forgets those named before and by the default actions. */
export const t: Action = {
  name: 't',
  argument: 'required',
  apply(draft, argument) {
    if (argument.toLowerCase() === 'none') {
      draft.clearsTransformations = true;
      draft.transformations = [];
    } else {
      draft.transformations.push(argument);
    }
  },
};
