import type { Entry } from './entry.ts';
import type { State } from './state.ts';
import { collection, scalar, settled, type Variable } from './variable.ts';

/** Arguments of the query and of the body. */
export const argumentVariables: readonly Variable[] = [
  ...settled(1, [collection('ARGS_GET', (state) => state.argsGet), collection('ARGS_GET_NAMES', (state) => names(state.argsGet))]),
  ...settled(2, [
    collection('ARGS', all),
    collection('ARGS_POST', (state) => state.body.args),
    collection('ARGS_NAMES', (state) => names(all(state))),
    collection('ARGS_POST_NAMES', (state) => names(state.body.args)),
    scalar('ARGS_COMBINED_SIZE', (state) => String(combinedBytes(all(state)))),
  ]),
];

/** Those of the query, then those of the body. */
export function all(state: State): readonly Entry[] {
  if (state.body.args.length === 0) return state.argsGet;
  return state.argsGet.length === 0 ? state.body.args : [...state.argsGet, ...state.body.args];
}

/** The keys of entries as entries of their own: key and value are the name. */
export function names(entries: readonly Entry[]): readonly Entry[] {
  return entries.map(({ key }) => ({ key, value: key, recurs: true }));
}

function combinedBytes(entries: readonly Entry[]): number {
  let bytes = 0;
  for (const { key, value } of entries) bytes += key.length + value.length;
  return bytes;
}
