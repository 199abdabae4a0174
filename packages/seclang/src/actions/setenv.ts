import { parseMacro } from '../variables/macro.ts';
import type { Action } from './action.ts';

/** `setenv:name=value`: sets `ENV:name` for this transaction; the environment of the process stays as it is. */
export const setenv: Action = {
  name: 'setenv',
  argument: 'required',
  apply(draft, argument) {
    const equals = argument.indexOf('=');
    const key = parseMacro(equals === -1 ? argument : argument.slice(0, equals));
    const value = parseMacro(equals === -1 ? '1' : argument.slice(equals + 1));
    draft.effects.push(() => (state) => state.env.set(key.expand(state), value.expand(state)));
  },
};
