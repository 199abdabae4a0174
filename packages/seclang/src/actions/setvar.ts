import { lowerKey, ruleKey } from '../variables/entry.ts';
import { parseMacro } from '../variables/macro.ts';
import type { Action, Effect } from './action.ts';
import { storedVariable, writing } from './stored-variable.ts';

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
    return writing(removed, (state) => removed.store(state)?.delete(removed.key.expand(state)));
  }
  const equals = argument.indexOf('=');
  const target = storedVariable('setvar', equals === -1 ? argument : argument.slice(0, equals));
  const written = equals === -1 ? '1' : argument.slice(equals + 1);
  const sign = written.startsWith('+') ? 1 : written.startsWith('-') ? -1 : 0;
  const value = parseMacro(sign === 0 ? written : written.slice(1));
  const constantKey = target.key.constant;
  const lowerConstant = constantKey === undefined ? undefined : ruleKey(constantKey);
  const effect = writing(target, (state) => {
    const store = target.store(state);
    if (store === undefined) return;
    const key = constantKey ?? target.key.expand(state);
    const lower = lowerConstant ?? lowerKey(key);
    const text = value.constant ?? value.expand(state);
    store.set(key, sign === 0 ? text : String(wholeNumber(store.entry(lower)?.value ?? '') + sign * wholeNumber(text)), lower);
  });
  return value.txKeys === undefined ? effect : Object.assign(effect, { reads: value.txKeys });
}

/** The number a text begins with; 0 without one, as in ModSecurity. Held within what counts exactly. */
function wholeNumber(text: string): number {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? 0 : Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}
