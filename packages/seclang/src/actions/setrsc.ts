import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** `setrsc:key`: opens the record of a resource in the collection RESOURCE. */
export const setrsc: Action = {
  name: 'setrsc',
  argument: 'required',
  apply(draft, argument) {
    const key = parseMacro(argument);
    draft.effects.push(() => (state) => {
      state.collections.set('RESOURCE', state.openCollection('RESOURCE', key.expand(state)));
    });
  },
};
