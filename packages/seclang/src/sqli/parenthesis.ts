import { compared } from './comparison.ts';
import { selectListAt } from './select-list.ts';
import type { State } from './state.ts';
import { TOKEN, type Token } from './token.ts';

/** Reads an opening parenthesis, inside of which a query may stand. */
export function readParenthesis(state: State): boolean {
  const { kind } = after(state, state.at + 1);
  const list = kind === TOKEN.select ? selectListAt(state.tokens, after(state, state.at + 1).index) : 'none';
  if (list === 'strong' || (list === 'weak' && state.startsWithConstant)) return state.found();
  state.open(state.constant);
  return state.take();
}

/** Reads a closing parenthesis: the comparison it ends is decided, or the value closes one of the application's. */
export function readClose(state: State): boolean {
  if (!state.close()) state.brokenOut = true;
  else if (state.comparing && state.constant && compared(state)) return state.found();
  state.expectsOperand = false;
  return state.take();
}

/** Reads `SELECT` where an operand is expected. */
export function readSelect(state: State): boolean {
  if (state.brokenOut && state.at > 0 && selectListAt(state.tokens, state.at) !== 'none') return state.found();
  state.selected = true;
  return state.boundary();
}

/** Whether a token begins a query that cannot be a sentence. */
export function surelySelects(state: State, { kind, index }: { readonly kind: Token; readonly index: number }): boolean {
  return kind === TOKEN.select && selectListAt(state.tokens, index) === 'strong';
}

/** The first token at or after `index` that is not an opening parenthesis, within a few. */
export function after(state: State, index: number): { readonly kind: Token; readonly index: number } {
  let at = index;
  while (at < index + 4 && state.tokens.kind(at) === TOKEN.open) at += 1;
  return { kind: state.tokens.kind(at), index: at };
}
