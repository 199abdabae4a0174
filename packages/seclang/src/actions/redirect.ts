import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** `redirect:https://example.org/`: answers with status 302, or that of `status`, and this location. */
export const redirect: Action = {
  name: 'redirect',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.disruptive = { name: 'redirect', location: parseMacro(argument) };
  },
};
