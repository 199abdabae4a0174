import { suggestion } from '../language/suggestion.ts';
import { lowerKey, ruleKey } from '../variables/entry.ts';
import { type Macro, parseMacro } from '../variables/macro.ts';
import type { State } from '../variables/state.ts';
import type { Store } from '../variables/store.ts';
import { PERSISTENT } from '../variables/stores.ts';
import type { Effect, TxName } from './action.ts';

/** A variable of a collection that rules may write: `tx.name`, `ip.name`. */
export interface StoredVariable {
  readonly key: Macro;
  /** Where it is one of TX. */
  readonly inTx: TxName | undefined;
  /** Undefined while nobody has opened the collection. */
  store(state: State): Store | undefined;
}

/** Reads `collection.name`. Throws an Error that names the collections one may write to. */
export function storedVariable(action: string, text: string): StoredVariable {
  const separator = text.search(/[.:]/);
  const name = (separator === -1 ? text : text.slice(0, separator)).trim().toUpperCase();
  const known = ['TX', 'ENV', ...PERSISTENT];
  if (separator === -1 || text.length === separator + 1)
    throw new Error(`${action} takes collection.name, as in tx.score; found "${text}"`);
  if (!known.includes(name))
    throw new Error(`${action} cannot write to ${name}${suggestion(name, known)}: expected one of ${known.join(', ')}`);
  const written = text.slice(separator + 1).trim();
  const key = parseMacro(written);
  if (name === 'TX') return { key, inTx: txName(written, key), store: (state) => state.tx };
  if (name === 'ENV') return { key, inTx: undefined, store: (state) => state.env };
  return { key, inTx: undefined, store: (state) => state.collections.get(name) };
}

/** `effect`, with the variable of TX that it writes, if any. */
export function writing(target: StoredVariable, effect: (state: State) => void): Effect {
  return target.inTx === undefined ? effect : Object.assign(effect, { writes: target.inTx });
}

function txName(written: string, { constant }: Macro): TxName {
  if (constant !== undefined) return { text: ruleKey(constant), isWhole: true };
  return { text: lowerKey(written.slice(0, written.indexOf('%{'))), isWhole: false };
}
