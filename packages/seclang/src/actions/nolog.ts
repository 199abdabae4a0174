import type { Action } from './action.ts';

/** A match is neither reported nor recorded for the audit. */
export const nolog: Action = {
  name: 'nolog',
  argument: 'none',
  apply(draft) {
    draft.log = false;
    draft.auditLog = false;
  },
};
