import type { Data } from '../document/data.ts';
import { areEqual } from './equal.ts';
import { inOrder, type KeywordCompiler } from './keyword.ts';

type AnyKeyword = KeywordCompiler<Data>;

const reference: AnyKeyword = (text, _schema, context) => {
  const check = typeof text === 'string' ? context.reference(text) : undefined;
  return check && ((value, run, path, seen) => check(value, run, path, seen));
};

const constant: AnyKeyword = (wanted) => (value, run, path) =>
  areEqual(value, wanted) || run.fail(path, 'const', 'must be equal to constant');

const enumeration: AnyKeyword = (values) => {
  if (!Array.isArray(values)) return undefined;
  return (value, run, path) =>
    values.some((one) => areEqual(value, one)) ||
    run.fail(path, 'enum', 'must be equal to one of the allowed values', { allowedValues: values });
};

const not: AnyKeyword = (argument, _schema, { sub }) => {
  const check = sub(argument);
  return (value, run, path) => {
    const before = run.errors.length;
    const allErrors = run.allErrors;
    run.negated += 1;
    run.allErrors = false;
    const fits = run.tentatively(() => check(value, run, path, undefined));
    run.allErrors = allErrors;
    run.negated -= 1;
    run.forget(before);
    return !fits || run.fail(path, 'not', 'must NOT be valid');
  };
};

const anyOf: AnyKeyword = (argument, _schema, { sub }) => {
  if (!Array.isArray(argument)) return undefined;
  const checks = argument.map(sub);
  return (value, run, path, seen) => {
    const before = run.errors.length;
    let fits = false;
    for (const check of checks) {
      const inner = seen ? new Set<string>() : undefined;
      if (!run.tentatively(() => check(value, run, path, inner))) continue;
      fits = true;
      for (const name of inner ?? []) seen?.add(name);
      if (!seen) break;
    }
    if (!fits) return run.fail(path, 'anyOf', 'must match a schema in anyOf');
    run.forget(before);
    return true;
  };
};

const oneOf: AnyKeyword = (argument, _schema, { sub }) => {
  if (!Array.isArray(argument)) return undefined;
  const checks = argument.map(sub);
  return (value, run, path, seen) => {
    const before = run.errors.length;
    const passing: number[] = [];
    for (const [index, check] of checks.entries()) {
      const inner = seen ? new Set<string>() : undefined;
      if (!run.tentatively(() => check(value, run, path, inner))) continue;
      passing.push(index);
      for (const name of inner ?? []) seen?.add(name);
      if (passing.length > 1) break;
    }
    if (passing.length !== 1) {
      const passingSchemas = passing.length > 1 ? passing : null;
      return run.fail(path, 'oneOf', 'must match exactly one schema in oneOf', { passingSchemas });
    }
    run.forget(before);
    return true;
  };
};

const allOf: AnyKeyword = (argument, _schema, { sub }) => {
  if (!Array.isArray(argument)) return undefined;
  const checks = argument.map(sub);
  return (value, run, path, seen) => inOrder(checks, run, (check) => check(value, run, path, seen));
};

const ifThenElse: AnyKeyword = (argument, schema, { sub }) => {
  const check = sub(argument);
  const [yes, no] = [schema['then'], schema['else']].map((branch) => (branch === undefined ? undefined : sub(branch)));
  if (!yes && !no) return undefined;
  return (value, run, path, seen) => {
    const before = run.errors.length;
    const allErrors = run.allErrors;
    run.allErrors = false;
    const holds = run.tentatively(() => check(value, run, path, seen));
    run.allErrors = allErrors;
    run.forget(before);
    const branch = holds ? yes : no;
    if (!branch || branch(value, run, path, seen)) return true;
    if (!run.allErrors && run.composite === 0) return false;
    const failingKeyword = holds ? 'then' : 'else';
    return run.fail(path, 'if', `must match "${failingKeyword}" schema`, { failingKeyword });
  };
};

/** Keywords for values of every type, in the order in which they are checked. */
export const ANY_KEYWORDS: ReadonlyMap<string, AnyKeyword> = new Map([
  ['$ref', reference],
  ['$dynamicRef', reference],
  ['const', constant],
  ['enum', enumeration],
  ['not', not],
  ['anyOf', anyOf],
  ['oneOf', oneOf],
  ['allOf', allOf],
  ['if', ifThenElse],
]);
