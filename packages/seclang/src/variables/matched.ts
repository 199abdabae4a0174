import type { Entry } from './entry.ts';
import type { MatchedVariable } from './exchange.ts';
import type { State } from './state.ts';
import { collection, scalar, type Variable } from './variable.ts';

/** What the rule before in the chain accepted. */
export const matchedVariables: readonly Variable[] = [
  scalar('MATCHED_VAR', (state) => state.matched?.value, { volatile: true }),
  scalar('MATCHED_VAR_NAME', (state) => state.matched?.name, { volatile: true }),
  collection('MATCHED_VARS', (state) => entries(state, ({ value }) => value), { volatile: true }),
  collection('MATCHED_VARS_NAMES', (state) => entries(state, ({ name }) => name), { volatile: true }),
  scalar('HIGHEST_SEVERITY', (state) => String(state.highestSeverity), { volatile: true }),
];

function entries(state: State, pick: (matched: MatchedVariable) => string): readonly Entry[] {
  return state.matchedVariables.map((matched) => ({ key: matched.name, value: pick(matched) }));
}
