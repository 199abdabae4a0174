import { suggestion } from '../language/suggestion.ts';
import type { OperatorNode } from '../language/syntax.ts';
import type { Evaluate, Operator, OperatorContext } from '../operators/operator.ts';
import { type Macro, parseMacro } from '../variables/macro.ts';
import type { Screen } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Operation } from './program.ts';
import type { Screening } from './screening.ts';

/** Judgements kept per macro. A client may choose what a macro expands to, so there is a bound. */
const MAX_EXPANSIONS = 64;

/** Longest expanded argument worth keeping, in bytes. */
const MAX_KEPT_BYTES = 1024;

/** Operators whose argument is compiled into an automaton, and the longest argument, in bytes, that a macro may expand to for them. */
const AUTOMATON_OPERATORS: ReadonlySet<string> = new Set(['rx', 'rxGlobal', 'pm', 'strmatch']);
const MAX_PATTERN_BYTES = 4096;

/** Makes operations; each distinct operator and argument is compiled once. */
export class OperationFactory {
  readonly #operators: ReadonlyMap<string, Operator>;
  readonly #screening: Screening | undefined;
  readonly #evaluates = new Map<string, Evaluate>();
  #made = 0;

  /** Without `screening` every value is shown to every operator. */
  constructor(operators: ReadonlyMap<string, Operator>, screening: Screening | undefined) {
    this.#operators = operators;
    this.#screening = screening;
  }

  /** How many there are. */
  get size(): number {
    return this.#made;
  }

  /** Throws an Error that says what is unknown or wrong with the argument. `place` tells apart contexts that read different data files. */
  operation(node: OperatorNode, context: OperatorContext, place: string): Operation {
    const operator = this.#operators.get(node.name.toLowerCase());
    if (operator === undefined) {
      const known = [...this.#operators.values()].map(({ name }) => name);
      throw new Error(`unknown operator @${node.name}${suggestion(node.name, known)}`);
    }
    const shared = { index: this.#made++, name: operator.name, argument: node.argument, negated: node.negated };
    const macro = argumentMacro(operator.name, node.argument);
    if (macro === undefined) {
      const constant = this.#evaluate(operator, node.argument, context, place);
      return { ...shared, constant, judge: () => constant, screen: this.#screen(operator, node.argument, context) };
    }
    return { ...shared, constant: undefined, screen: undefined, judge: expanding(operator, macro, context) };
  }

  #screen(operator: Operator, argument: string, context: OperatorContext): Screen | undefined {
    const needs = this.#screening && operator.needs?.(argument, context);
    return needs && this.#screening?.screen(needs);
  }

  #evaluate(operator: Operator, argument: string, context: OperatorContext, place: string): Evaluate {
    const identity = `${operator.name}\n${/file$|^inspect/i.test(operator.name) ? place : ''}\n${argument}`;
    const known = this.#evaluates.get(identity);
    if (known !== undefined) return known;
    const evaluate = operator.compile(argument, context);
    this.#evaluates.set(identity, evaluate);
    return evaluate;
  }
}

/** The macro an argument holds; undefined for plain text. In a pattern `%{` may also stand for itself. */
function argumentMacro(operator: string, argument: string): Macro | undefined {
  if (!/%\{[A-Za-z_]/.test(argument)) return undefined;
  try {
    const macro = parseMacro(argument);
    return macro.constant === undefined ? macro : undefined;
  } catch (error) {
    if (operator === 'rx') return undefined;
    throw error;
  }
}

function expanding(operator: Operator, macro: Macro, context: OperatorContext): (state: State) => Evaluate | undefined {
  const known = new Map<string, Evaluate | undefined>();
  return (state) => {
    const argument = macro.expand(state);
    if (known.has(argument)) return known.get(argument);
    const evaluate = compiled(operator, argument, context);
    if (argument.length > MAX_KEPT_BYTES) return evaluate;
    if (known.size >= MAX_EXPANSIONS) known.clear();
    known.set(argument, evaluate);
    return evaluate;
  };
}

function compiled(operator: Operator, argument: string, context: OperatorContext): Evaluate | undefined {
  if (argument.length > MAX_PATTERN_BYTES && AUTOMATON_OPERATORS.has(operator.name)) return undefined;
  try {
    return operator.compile(argument, context);
  } catch {
    return undefined;
  }
}
