import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';
import { storedVariable, writing } from './stored-variable.ts';

/** `expirevar:ip.blocked=300`: the variable vanishes after so many seconds. */
export const expirevar: Action = {
  name: 'expirevar',
  argument: 'required',
  apply(draft, argument) {
    const equals = argument.indexOf('=');
    if (equals === -1) throw new Error(`expirevar takes collection.name=seconds; found "${argument}"`);
    const target = storedVariable('expirevar', argument.slice(0, equals));
    const seconds = parseMacro(argument.slice(equals + 1));
    const effect = writing(target, (state) => {
      const delay = Number.parseInt(seconds.expand(state), 10);
      if (Number.isNaN(delay)) return;
      target.store(state)?.expireAt(target.key.expand(state), state.now() + Math.max(0, delay) * 1000);
    });
    draft.effects.push(() => effect);
  },
};
