import { readCall } from './call.ts';
import { compared } from './comparison.ts';
import { reopens } from './ending.ts';
import { isFunction } from './functions.ts';
import { readClose, readParenthesis, readSelect } from './parenthesis.ts';
import type { State } from './state.ts';
import { beginsStatement } from './statements.ts';
import { TOKEN, type Token } from './token.ts';

/** Reads what may stand where an operand is expected. False ends the reading: there is no SQL, or an attack was found. */
export function readOperand(state: State): boolean {
  const tokens = state.tokens;
  const kind = tokens.kind(state.at);
  const call = state.call;
  state.call = false;
  switch (kind) {
    case TOKEN.number:
    case TOKEN.string:
      if (reopens(state)) return state.found();
      return readValue(state, true);
    case TOKEN.variable:
      return readValue(state, false);
    case TOKEN.name:
    case TOKEN.function:
      return tokens.kind(state.at + 1) === TOKEN.open ? readCall(state) : readValue(state, false);
    case TOKEN.operator:
      return UNARY.has(tokens.value[tokens.start(state.at)] ?? '') && (isStar(state) ? readValue(state, false) : state.take());
    case TOKEN.not:
    case TOKEN.keyword:
      return state.take();
    case TOKEN.case:
      state.condition ||= state.at > 0 || caseOpens(state);
      return state.take();
    case TOKEN.open:
      return readParenthesis(state);
    case TOKEN.select:
      return readSelect(state);
    case TOKEN.comparison:
      return isFunction(tokens.word(state.at)) && tokens.kind(state.at + 1) === TOKEN.open && readCall(state);
    case TOKEN.statement:
      return state.at > 0 && beginsStatement(tokens, state.at, 'alone') && state.found();
    case TOKEN.close:
      return call && readClose(state);
    default:
      return false;
  }
}

/** Whether `CASE WHEN` stands here rather than a sentence with the word "case". */
function caseOpens(state: State): boolean {
  return state.tokens.word(state.at) === 'case' && state.tokens.kind(state.at + 1) !== TOKEN.name;
}

function isStar(state: State): boolean {
  return state.tokens.value[state.tokens.start(state.at)] === '*';
}

/** Reads a constant, a variable or a column. */
export function readValue(state: State, constant: boolean): boolean {
  const number = state.tokens.kind(state.at) === TOKEN.number;
  if (number || (constant && state.condition && state.lastOperator === TOKEN.comparison)) state.symbolic = true;
  state.named ||= state.tokens.kind(state.at) !== TOKEN.string;
  if (constant && state.operators === 0) state.startsWithConstant = true;
  state.constant &&= constant;
  state.expectsOperand = false;
  if (state.comparing && constant && compared(state)) return state.found();
  if (state.column && constant && endsTerm(state.tokens.kind(state.at + 1))) return state.found();
  const asksServer = state.tokens.value.startsWith('@@', state.tokens.start(state.at));
  if (asksServer && state.condition && state.startsWithConstant) return state.found();
  return state.take();
}

function endsTerm(after: Token): boolean {
  return after === TOKEN.end || after === TOKEN.logical || after === TOKEN.close || after === TOKEN.semicolon;
}

const UNARY: ReadonlySet<string> = new Set(['+', '-', '~', '!', '*']);
