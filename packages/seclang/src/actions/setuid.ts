import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** `setuid:key`: names the user and opens its record in the collection USER. */
export const setuid: Action = {
  name: 'setuid',
  argument: 'required',
  apply(draft, argument) {
    const key = parseMacro(argument);
    draft.effects.push(() => (state) => {
      state.userId = key.expand(state);
      state.collections.set('USER', state.openCollection('USER', state.userId));
    });
  },
};
