import type { Action } from './action.ts';

/** A match is not recorded for the audit. */
export const noauditlog: Action = {
  name: 'noauditlog',
  argument: 'none',
  apply(draft) {
    draft.auditLog = false;
  },
};
