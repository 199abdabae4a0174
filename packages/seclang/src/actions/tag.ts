import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** A class the rule belongs to; may be given more than once. */
export const tag: Action = {
  name: 'tag',
  argument: 'required',
  apply(draft, argument) {
    draft.tags.push(parseMacro(argument));
    draft.tagTexts.push(argument);
  },
};
