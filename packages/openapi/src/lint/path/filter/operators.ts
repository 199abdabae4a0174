import { compileExpression } from '../../regular-expression.ts';
import { JsonPathError } from '../json-path.ts';
import type { BinaryOperator } from './expression.ts';
import type { Evaluate } from './filter.ts';

type Operation = (left: unknown, right: unknown) => unknown;

const OPERATIONS: Readonly<Record<Exclude<BinaryOperator, '&&' | '||' | '??' | '~='>, Operation>> = {
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '==': looselyEqual,
  '!=': (left, right) => !looselyEqual(left, right),
  '<': (left, right) => ordered(left, right, (one, other) => one < other),
  '>': (left, right) => ordered(left, right, (one, other) => one > other),
  '<=': (left, right) => ordered(left, right, (one, other) => one <= other),
  '>=': (left, right) => ordered(left, right, (one, other) => one >= other),
  '+': (left, right) =>
    typeof left === 'string' || typeof right === 'string' ? `${text(left)}${text(right)}` : number(left) + number(right),
  '-': (left, right) => number(left) - number(right),
  '*': (left, right) => number(left) * number(right),
  '/': (left, right) => number(left) / number(right),
  '%': (left, right) => number(left) % number(right),
  // As nimma understands it: whether the right side includes the left one.
  in: (left, right) => (Array.isArray(right) || typeof right === 'string') && right.includes(left as never),
};

export function binary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case '&&':
      return (visited) => left(visited) && right(visited);
    case '||':
      return (visited) => left(visited) || right(visited);
    case '??':
      return (visited) => left(visited) ?? right(visited);
    case '~=':
      return (visited) => {
        const pattern = compileExpression(text(right(visited)));
        if ('problem' in pattern) throw new JsonPathError(pattern.problem, 0);
        return pattern.test(text(left(visited)));
      };
    default: {
      const operation = OPERATIONS[operator];
      return (visited) => operation(left(visited), right(visited));
    }
  }
}

/** `==` of JavaScript for values of JSON: null and undefined are one, a number equals the text that writes it, a list of one item the item. */
function looselyEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left === undefined || left === null || right === undefined || right === null) return (left ?? null) === (right ?? null);
  if (typeof left === typeof right) return false;
  if (typeof left === 'object') return Array.isArray(left) && left.length === 1 && looselyEqual(onlyText(left), right);
  if (typeof right === 'object') return looselyEqual(right, left);
  return Number(left) === Number(right);
}

/** Deeper lists than one are not looked into: `[["a"]] == "a"` holds in JavaScript, and not here. */
function onlyText([item]: readonly unknown[]): unknown {
  return typeof item === 'object' ? undefined : `${item as string | number | boolean}`;
}

function ordered(left: unknown, right: unknown, compare: (one: string | number, other: string | number) => boolean): boolean {
  if (typeof left === 'string' && typeof right === 'string') return compare(left, right);
  return compare(number(left), number(right));
}

function number(value: unknown): number {
  return typeof value === 'object' && value !== null ? Number.NaN : Number(value);
}

export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
