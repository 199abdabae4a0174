import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** `setsid:key`: names the session and opens its record in the collection SESSION. */
export const setsid: Action = {
  name: 'setsid',
  argument: 'required',
  apply(draft, argument) {
    const key = parseMacro(argument);
    draft.effects.push(() => (state) => {
      state.sessionId = key.expand(state);
      state.collections.set('SESSION', state.openCollection('SESSION', state.sessionId));
    });
  },
};
