import { suggestion } from '../language/suggestion.ts';
import { type Macro, parseMacro } from '../variables/macro.ts';
import type { State } from '../variables/state.ts';
import type { Store } from '../variables/store.ts';
import { PERSISTENT } from '../variables/stores.ts';

/** A variable of a collection that rules may write: `tx.name`, `ip.name`. */
export interface StoredVariable {
  readonly key: Macro;
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
  const key = parseMacro(text.slice(separator + 1).trim());
  if (name === 'TX') return { key, store: (state) => state.tx };
  if (name === 'ENV') return { key, store: (state) => state.env };
  return { key, store: (state) => state.collections.get(name) };
}
