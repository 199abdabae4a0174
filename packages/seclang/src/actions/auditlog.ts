import type { Action } from './action.ts';

/** A match is recorded for the audit. */
export const auditlog: Action = {
  name: 'auditlog',
  argument: 'none',
  apply(draft) {
    draft.auditLog = true;
  },
};
