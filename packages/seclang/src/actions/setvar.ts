import { parseMacro } from '../variables/macro.ts';
import type { Action, Effect } from './action.ts';
import { storedVariable } from './stored-variable.ts';

/** `setvar:tx.a=1`, `=+1`, `=-1`, `tx.a` (sets it to 1), `!tx.a` (removes it). Names and values may hold macros. */
export const setvar: Action = {
  name: 'setvar',
  argument: 'required',
  apply(draft, argument) {
    const effect = assignment(argument);
    draft.effects.push(() => effect);
  },
};

function assignment(argument: string): Effect {
  if (argument.startsWith('!')) {
    const removed = storedVariable('setvar', argument.slice(1));
    return (state) => removed.store(state)?.delete(removed.key.expand(state));
  }
  const equals = argument.indexOf('=');
  const target = storedVariable('setvar', equals === -1 ? argument : argument.slice(0, equals));
  const written = equals === -1 ? '1' : argument.slice(equals + 1);
  const sign = written.startsWith('+') ? 1 : written.startsWith('-') ? -1 : 0;
  const value = parseMacro(sign === 0 ? written : written.slice(1));
  if (sign === 0) return (state) => target.store(state)?.set(target.key.expand(state), value.expand(state));
  return (state) => {
    const store = target.store(state);
    const key = target.key.expand(state);
    store?.set(key, String(wholeNumber(store.get(key) ?? '') + sign * wholeNumber(value.expand(state))));
  };
}

/** The number a text begins with; 0 without one, as in ModSecurity. Held within what counts exactly. */
function wholeNumber(text: string): number {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? 0 : Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}
