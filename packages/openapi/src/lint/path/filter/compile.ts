import { compileExpression } from '../../regular-expression.ts';
import { JsonPathError } from '../json-path.ts';
import type { Expression } from './expression.ts';
import type { Evaluate, Filter } from './filter.ts';
import { memberOf } from './member.ts';
import { call } from './methods.ts';
import { binary } from './operators.ts';

/**
 * Compiles the expression of a filter to closures.
 * @throws {JsonPathError} for a name, method or pattern that is not known
 */
export function compileFilter(expression: Expression): Filter {
  const evaluate = compile(expression);
  return {
    test: (visited) => Boolean(evaluate(visited)),
    needsContainer: needsContainer(expression),
    looksUp: looksUp(expression),
  };
}

function compile(expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'pattern': {
      const pattern = compileExpression(expression.source, expression.flags);
      if ('problem' in pattern) throw new JsonPathError(`the pattern /${expression.source}/ cannot be used: ${pattern.problem}`, 0);
      return () => pattern;
    }
    case 'name':
      return name(expression.name);
    case 'array': {
      const items = expression.items.map(compile);
      return (visited) => items.map((item) => item(visited));
    }
    case 'member':
      return member(expression.object, expression.property);
    case 'call':
      return callOf(expression.callee, expression.args);
    case 'unary':
      return unary(expression.operator, compile(expression.argument));
    case 'binary':
      return binary(expression.operator, compile(expression.left), compile(expression.right));
    case 'conditional': {
      const [test, yes, no] = [compile(expression.test), compile(expression.yes), compile(expression.no)];
      return (visited) => (test(visited) ? yes(visited) : no(visited));
    }
  }
}

const NAMES: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['@', ({ value }) => value],
  ['@root', ({ root }) => root],
  ['@property', ({ key }) => key],
  ['index', ({ key }) => key],
  ['@parent', ({ parent }) => parent],
  ['@parentProperty', ({ parentKey }) => parentKey],
  ['@path', (visited) => `$${visited.path().reduce<string>((text, key) => `${text}[${typeof key === 'string' ? `'${key}'` : key}]`, '')}`],
]);

const TYPE_TESTS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['@string', ({ value }) => typeof value === 'string'],
  ['@number', ({ value }) => typeof value === 'number'],
  ['@boolean', ({ value }) => typeof value === 'boolean'],
  ['@integer', ({ value }) => Number.isInteger(value)],
  ['@null', ({ value }) => value === null],
  ['@scalar', ({ value }) => typeof value !== 'object' || value === null],
  ['@array', ({ value }) => Array.isArray(value)],
  ['@object', ({ value }) => typeof value === 'object' && value !== null],
]);

function name(text: string): Evaluate {
  const evaluate = NAMES.get(text) ?? TYPE_TESTS.get(text);
  if (!evaluate) throw new JsonPathError(`"${text}" is not known in a filter`, 0);
  return evaluate;
}

function member(object: Expression, property: Expression): Evaluate {
  const of = compile(object);
  if (property.kind === 'literal') {
    const key = String(property.value);
    return (visited) => memberOf(of(visited), key);
  }
  const key = compile(property);
  return (visited) => memberOf(of(visited), String(key(visited)));
}

function callOf(callee: Expression, args: readonly Expression[]): Evaluate {
  const compiled = args.map(compile);
  if (callee.kind === 'name') {
    const test = TYPE_TESTS.get(callee.name);
    if (test) return test;
  }
  if (callee.kind !== 'member' || callee.property.kind !== 'literal') throw new JsonPathError('only methods can be called in a filter', 0);
  const pattern = args[0]?.kind === 'literal' && typeof args[0].value === 'string' ? args[0].value : undefined;
  return call(String(callee.property.value), compile(callee.object), compiled, pattern);
}

function unary(operator: string, argument: Evaluate): Evaluate {
  switch (operator) {
    case '!':
      return (visited) => !argument(visited);
    case '-':
      return (visited) => -Number(argument(visited));
    case '+':
      return (visited) => Number(argument(visited));
    case 'typeof':
      return (visited) => typeof argument(visited);
    default:
      return () => undefined;
  }
}

/** Whether an expression asks, before anything else matters, for a member that texts and numbers do not have. */
function needsContainer(expression: Expression): boolean {
  if (expression.kind === 'binary' && expression.operator === '&&') {
    return needsContainer(expression.left) || needsContainer(expression.right);
  }
  if (expression.kind === 'binary' && expression.operator === '||') {
    return needsContainer(expression.left) && needsContainer(expression.right);
  }
  if (expression.kind === 'binary') {
    const isEqual = expression.operator === '===' || expression.operator === '==';
    const isUnlikeUndefined = expression.operator === '!==' && isUndefined(expression.right);
    if (isEqual && isValue(expression.right)) return isOwnMember(expression.left);
    return isUnlikeUndefined && isOwnMember(expression.left);
  }
  return isOwnMember(expression);
}

function isUndefined(expression: Expression): boolean {
  return (
    (expression.kind === 'literal' && expression.value === undefined) || (expression.kind === 'unary' && expression.operator === 'void')
  );
}

function isValue(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value !== undefined && expression.value !== null;
}

const ON_EVERY_VALUE = new Set(['length', 'constructor']);

function isOwnMember(expression: Expression): boolean {
  if (expression.kind !== 'member' || expression.object.kind !== 'name' || expression.object.name !== '@') return false;
  return expression.property.kind === 'literal' && !ON_EVERY_VALUE.has(String(expression.property.value));
}

function looksUp(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
      return expression.name === '@parentProperty' || expression.name === '@path';
    case 'array':
      return expression.items.some(looksUp);
    case 'member':
      return looksUp(expression.object) || looksUp(expression.property);
    case 'call':
      return looksUp(expression.callee) || expression.args.some(looksUp);
    case 'unary':
      return looksUp(expression.argument);
    case 'binary':
      return looksUp(expression.left) || looksUp(expression.right);
    case 'conditional':
      return [expression.test, expression.yes, expression.no].some(looksUp);
    default:
      return false;
  }
}
