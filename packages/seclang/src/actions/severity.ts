import { SEVERITIES } from '../variables/rule-facts.ts';
import type { Action } from './action.ts';
import { integer } from './number.ts';

/** 0 (EMERGENCY) to 7 (DEBUG), by number or by name. */
export const severity: Action = {
  name: 'severity',
  argument: 'required',
  apply(draft, argument) {
    const index = (SEVERITIES as readonly string[]).indexOf(argument.toUpperCase());
    draft.severity = index === -1 ? integer('severity', argument, 0, 7) : index;
  },
};
