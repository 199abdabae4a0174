import { suggestion } from '../language/suggestion.ts';
import { parseMacro } from '../variables/macro.ts';
import { PERSISTENT } from '../variables/stores.ts';
import type { Action } from './action.ts';

/** `initcol:ip=%{remote_addr}`: opens the record of that key in a collection that outlives the transaction. */
export const initcol: Action = {
  name: 'initcol',
  argument: 'required',
  apply(draft, argument) {
    const equals = argument.indexOf('=');
    const name = argument.slice(0, Math.max(0, equals)).trim().toUpperCase();
    if (equals === -1) throw new Error(`initcol takes collection=key; found "${argument}"`);
    if (!(PERSISTENT as readonly string[]).includes(name)) {
      throw new Error(`initcol knows no collection ${name}${suggestion(name, PERSISTENT)}: expected one of ${PERSISTENT.join(', ')}`);
    }
    const key = parseMacro(argument.slice(equals + 1));
    draft.effects.push(() => (state) => {
      state.collections.set(name, state.openCollection(name, key.expand(state)));
    });
  },
};
