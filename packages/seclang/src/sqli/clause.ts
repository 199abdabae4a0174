import type { State } from './state.ts';
import { TOKEN } from './token.ts';

/** Reads a clause that follows an operand. */
export function readClause(state: State): boolean {
  const tokens = state.tokens;
  const word = tokens.word(state.at);
  if (word === 'as') return tokens.kind(state.at + 1) === TOKEN.end ? false : state.take(2);
  if (word === 'order' || word === 'group') return readOrdering(state);
  if (word === 'procedure') return tokens.kind(state.at + 2) === TOKEN.open && state.found();
  if (word === 'into' && INTO_FILE.has(tokens.word(state.at + 1))) return tokens.kind(state.at + 2) === TOKEN.string && state.found();
  if (word === 'where' || word === 'having' || word === 'on' || (word === 'limit' && state.quote !== undefined)) state.condition = true;
  else if (!state.startsWithConstant && !state.selected) return false;
  state.selected ||= word === 'from';
  state.count(TOKEN.clause);
  return state.boundary();
}

function readOrdering(state: State): boolean {
  const tokens = state.tokens;
  if (tokens.word(state.at + 1) !== 'by') return false;
  const after = tokens.kind(state.at + 3);
  const stops = after === TOKEN.end || after === TOKEN.comma || tokens.word(state.at + 3) === 'asc' || tokens.word(state.at + 3) === 'desc';
  if (state.startsWithConstant && tokens.kind(state.at + 2) === TOKEN.number && stops) return state.found();
  state.condition = true;
  state.symbolic = true;
  state.take();
  return state.boundary();
}

const INTO_FILE: ReadonlySet<string> = new Set(['outfile', 'dumpfile']);
