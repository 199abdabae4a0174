import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** What a match is reported as. */
export const msg: Action = {
  name: 'msg',
  argument: 'required',
  apply(draft, argument) {
    draft.msg = parseMacro(argument);
    draft.msgText = argument;
  },
};
