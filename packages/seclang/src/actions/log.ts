import type { Action } from './action.ts';

/** A match is reported, and recorded for the audit. */
export const log: Action = {
  name: 'log',
  argument: 'none',
  apply(draft) {
    draft.log = true;
    draft.auditLog ??= true;
  },
};
