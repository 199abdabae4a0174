import { after } from './parenthesis.ts';
import { goesOn, selectListAt } from './select-list.ts';
import type { State } from './state.ts';
import { TOKEN } from './token.ts';

/** Whether the `UNION` here is followed by what a database would unite: `SELECT`, `ALL SELECT`, `((SELECT`, `VALUES (`. */
export function unites(state: State): boolean {
  const tokens = state.tokens;
  let at = state.at + 1;
  if (tokens.word(at) === 'all' || tokens.word(at) === 'distinct' || tokens.word(at) === 'distinctrow') at += 1;
  const second = after(state, at);
  if (tokens.word(second.index) === 'values') return tokens.kind(second.index + 1) === TOKEN.open;
  if (second.kind === TOKEN.open) return true; // More parentheses than are looked through: no sentence goes on so.
  if (second.kind !== TOKEN.select) return false;
  const list = selectListAt(tokens, second.index);
  return list === 'strong' || (list === 'weak' && (state.startsWithConstant || goesOn(tokens, second.index)));
}
