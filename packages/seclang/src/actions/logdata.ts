import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** The data reported with a match; expanded when the whole rule has matched. */
export const logdata: Action = {
  name: 'logdata',
  argument: 'required',
  apply(draft, argument) {
    draft.logData = parseMacro(argument);
  },
};
