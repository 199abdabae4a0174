import { hasPlainArgument } from './call.ts';
import { isAttackAlone } from './functions.ts';
import { goesOn, selectListAt } from './select-list.ts';
import type { State } from './state.ts';
import { beginsStatement } from './statements.ts';
import { TOKEN, type Token } from './token.ts';

/** Begins a value outside of quotes: it may be a whole statement, or continue what the application put before it. */
export function begin(state: State): void {
  const tokens = state.tokens;
  const kind = tokens.kind(0);
  if (kind === TOKEN.select) state.hit = selectListAt(tokens, 0) === 'strong' && goesOn(tokens, 0);
  else if (kind === TOKEN.statement) state.hit = beginsStatement(tokens, 0, 'alone');
  else if (kind === TOKEN.function && tokens.kind(1) === TOKEN.open)
    state.hit = isAttackAlone(tokens.word(0)) && hasPlainArgument(state, 1);
  else if (CONTINUING.has(kind) || CONTINUING_CLAUSES.has(tokens.word(0))) state.expectsOperand = false;
  if (state.hit) state.note(kind);
  if (!state.expectsOperand) state.startsWithConstant = kind === TOKEN.union || kind === TOKEN.semicolon || kind === TOKEN.clause;
}

const CONTINUING: ReadonlySet<Token> = new Set([TOKEN.logical, TOKEN.union, TOKEN.close, TOKEN.semicolon, TOKEN.comma]);

const CONTINUING_CLAUSES: ReadonlySet<string> = new Set(['having', 'order', 'group', 'procedure']);
