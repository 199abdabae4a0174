import { hasPlainArgument } from './call.ts';
import { readClause } from './clause.ts';
import { readComparison } from './comparison.ts';
import { cutsOff, endsByNul } from './ending.ts';
import { isAttackAlone, isConditional } from './functions.ts';
import { readValue } from './operand.ts';
import { after, readClose, surelySelects } from './parenthesis.ts';
import { selectListAt } from './select-list.ts';
import type { State } from './state.ts';
import { beginsStatement } from './statements.ts';
import { TOKEN } from './token.ts';
import { unites } from './union.ts';

/** Reads what may follow an operand. False ends the reading: there is no SQL, or an attack was found. */
export function readOperator(state: State): boolean {
  const tokens = state.tokens;
  const kind = tokens.kind(state.at);
  switch (kind) {
    case TOKEN.operator:
      if (NEVER_BINARY.has(tokens.value[tokens.start(state.at)] ?? '')) return false;
      state.count(kind);
      state.expectsOperand = true;
      return state.take();
    case TOKEN.comparison:
      return readComparison(state);
    case TOKEN.logical:
      state.count(kind);
      state.condition = true;
      return state.boundary();
    case TOKEN.not:
      return (tokens.kind(state.at + 1) === TOKEN.comparison || tokens.word(state.at + 1) === 'null') && state.take();
    case TOKEN.close:
      return readClose(state);
    case TOKEN.comma:
      state.count(kind);
      state.comparing = false;
      state.expectsOperand = true;
      return state.take();
    case TOKEN.semicolon:
      return readSemicolon(state);
    case TOKEN.union:
      return unites(state) && state.found();
    case TOKEN.clause:
      return readClause(state);
    case TOKEN.statement:
      return state.startsWithConstant && beginsStatement(tokens, state.at, 'without semicolon') && state.found();
    case TOKEN.case:
      if (tokens.word(state.at) === 'end') return state.take();
      state.condition = true;
      return state.boundary();
    case TOKEN.open:
      return state.startsWithConstant && surelySelects(state, after(state, state.at)) && state.found();
    case TOKEN.other:
      return readSubscript(state);
    case TOKEN.keyword:
      return tokens.word(state.at) !== 'by' && (state.selected || state.condition) && state.take();
    case TOKEN.string:
      return state.condition && tokens.kind(state.at - 1) === TOKEN.string && tokens.closed(state.at - 1) && readValue(state, true);
    case TOKEN.name:
    case TOKEN.function:
      return readAlias(state);
    case TOKEN.end:
      return cutsOff(state) && state.found();
    default:
      return false;
  }
}

/** `name[0 or …]`: frameworks put the keys of a parameter into statements too. */
function readSubscript(state: State): boolean {
  if (state.at !== 1 || state.tokens.value[state.tokens.start(1)] !== '[') return false;
  return state.boundary();
}

function readSemicolon(state: State): boolean {
  const tokens = state.tokens;
  state.take();
  const kind = tokens.kind(state.at);
  if (kind === TOKEN.statement) return beginsStatement(tokens, state.at, 'after semicolon') && state.found();
  if (kind === TOKEN.select) {
    const list = selectListAt(tokens, state.at);
    return (list === 'strong' || (list === 'weak' && state.quote !== undefined)) && state.found();
  }
  if (kind === TOKEN.end) return (cutsOff(state) || endsByNul(state)) && state.found();
  if (kind === TOKEN.semicolon) return true;
  if (kind !== TOKEN.open && !isConditional(tokens.word(state.at))) return false;
  if (tokens.word(state.at) === 'if' && tokens.kind(state.at + 1) !== TOKEN.open) state.take();
  state.condition = true;
  state.constant = true;
  state.comparing = false;
  state.expectsOperand = true;
  return true;
}

/** A name after an operand is an alias where tables are listed; after a string it is a word of a sentence. */
function readAlias(state: State): boolean {
  const tokens = state.tokens;
  const before = tokens.kind(state.at - 1);
  if (state.quote !== undefined && state.at === 0)
    return isAttackAlone(tokens.word(0)) && tokens.kind(1) === TOKEN.open && hasPlainArgument(state, 1) && state.found();
  return state.selected && (before === TOKEN.close || before === TOKEN.name) && state.take();
}

const NEVER_BINARY: ReadonlySet<string> = new Set(['!', '~']);
