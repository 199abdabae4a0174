import { expect } from 'vitest';

import { operators } from '../index.ts';
import type { Evaluate, OperatorContext } from '../operator.ts';

const CONTEXT: OperatorContext = {
  multiline: false,
  readData: (file) => {
    throw new Error(`no file ${file}`);
  },
};

/** Compiles an operator by its name, with files by their names. */
export function compileOperator(name: string, argument: string, files: Readonly<Record<string, string>> = {}): Evaluate {
  const operator = operators.get(name.toLowerCase());
  if (operator === undefined) throw new Error(`no operator @${name}`);
  return operator.compile(argument, { ...CONTEXT, readData: (file) => files[file] ?? CONTEXT.readData(file) });
}

/** Expects an operator to match each value of the first list and none of the second. */
export function expectMatches(evaluate: Evaluate, matching: readonly string[], others: readonly string[]): void {
  expect({ matching: matching.filter((value) => evaluate(value)), others: others.filter((value) => evaluate(value)) }).toEqual({
    matching,
    others: [],
  });
}
