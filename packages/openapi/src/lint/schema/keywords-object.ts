import { child, type Data, type DataObject, isPlainObject } from '../document/data.ts';
import { compileExpression, type LinearExpression } from '../regular-expression.ts';
import { type Check, inOrder, type KeywordCompiler } from './keyword.ts';
import type { Run } from './run.ts';

type ObjectKeyword = KeywordCompiler<DataObject>;

const size = (keyword: string, holds: (count: number, limit: number) => boolean, words: string): ObjectKeyword => {
  return (limit) => {
    if (typeof limit !== 'number') return undefined;
    return (value, run, path) =>
      holds(Object.keys(value).length, limit) || run.fail(path, keyword, `must NOT have ${words} than ${limit} properties`);
  };
};

const required: ObjectKeyword = (names, schema) => {
  if (!Array.isArray(names)) return undefined;
  const properties = schema['properties'];
  return (value, run, path) =>
    inOrder(names.filter(isName), run, (name) => {
      if (Object.hasOwn(value, name) || isRelaxed(child(properties, name), run)) return true;
      return run.fail(path, 'required', `must have required property '${name}'`, { missingProperty: name });
    });
};

function isRelaxed(property: Data | undefined, run: Run): boolean {
  if (!run.relaxes || run.negated > 0) return false;
  return (run.relaxes.readOnly && child(property, 'readOnly') === true) || (run.relaxes.writeOnly && child(property, 'writeOnly') === true);
}

const propertyNames: ObjectKeyword = (names, _schema, context) => {
  const check = context.sub(names);
  return (value, run, path) =>
    inOrder(Object.keys(value), run, (name) => {
      const fits = run.tentatively(() => check(name, run, path, undefined));
      return fits || run.fail(path, 'propertyNames', 'property name must be valid', { propertyName: name });
    });
};

const additionalProperties: ObjectKeyword = (allowed, schema, context) => {
  if (allowed === true) return (value, _run, _path, seen) => note(Object.keys(value), seen);
  const known = schema['properties'];
  const patterns = patternsOf(schema['patternProperties']);
  const check = allowed === false ? undefined : context.sub(allowed);
  const isAdditional = (name: string): boolean => {
    if (isPlainObject(known) && Object.hasOwn(known, name)) return false;
    return !patterns.some(({ expression }) => expression.test(name));
  };
  return (value, run, path, seen) =>
    inOrder(Object.keys(value), run, (name) => {
      if (!isAdditional(name)) return true;
      seen?.add(name);
      if (!check) return run.fail(path, 'additionalProperties', 'must NOT have additional properties', { additionalProperty: name });
      return check(value[name] ?? null, run, { parent: path, key: name }, undefined);
    });
};

const dependencies: ObjectKeyword = (argument, _schema, context) => {
  if (!isPlainObject(argument)) return undefined;
  const entries = Object.entries(argument).map(([name, needed]) => ({
    name,
    needed,
    check: Array.isArray(needed) ? undefined : context.sub(needed),
  }));
  return (value, run, path, seen) =>
    inOrder(entries, run, ({ name, needed, check }) => {
      if (!Object.hasOwn(value, name)) return true;
      if (check) return check(value, run, path, seen);
      const names = Array.isArray(needed) ? needed.filter(isName) : [];
      const message = `must have ${names.length === 1 ? 'property' : 'properties'} ${names.join(', ')} when property ${name} is present`;
      return inOrder(names, run, (one) => Object.hasOwn(value, one) || run.fail(path, 'dependencies', message, { missingProperty: one }));
    });
};

const properties: ObjectKeyword = (argument, _schema, context) => {
  if (!isPlainObject(argument)) return undefined;
  const checks = Object.entries(argument).map(([name, schema]): readonly [string, Check] => [name, context.sub(schema)]);
  return (value, run, path, seen) => {
    return inOrder(checks, run, ([name, check]) => {
      if (!Object.hasOwn(value, name)) return true;
      seen?.add(name);
      return check(value[name] ?? null, run, { parent: path, key: name }, undefined);
    });
  };
};

const patternProperties: ObjectKeyword = (argument, _schema, context) => {
  if (!isPlainObject(argument)) return undefined;
  const checks = patternsOf(argument).map(({ expression, schema }) => ({ expression, check: context.sub(schema) }));
  return (value, run, path, seen) =>
    inOrder(checks, run, ({ expression, check }) =>
      inOrder(Object.keys(value), run, (name) => {
        if (!expression.test(name)) return true;
        seen?.add(name);
        return check(value[name] ?? null, run, { parent: path, key: name }, undefined);
      }),
    );
};

/** Keywords for objects, in the order in which they are checked. */
export const OBJECT_KEYWORDS: ReadonlyMap<string, ObjectKeyword> = new Map([
  ['maxProperties', size('maxProperties', (count, limit) => count <= limit, 'more')],
  ['minProperties', size('minProperties', (count, limit) => count >= limit, 'fewer')],
  ['required', required],
  ['propertyNames', propertyNames],
  ['additionalProperties', additionalProperties],
  ['dependencies', dependencies],
  ['dependentRequired', dependencies],
  ['dependentSchemas', dependencies],
  ['properties', properties],
  ['patternProperties', patternProperties],
]);

function patternsOf(argument: Data | undefined): readonly { readonly expression: LinearExpression; readonly schema: Data }[] {
  if (!isPlainObject(argument)) return [];
  return Object.entries(argument).flatMap(([source, schema]) => {
    const expression = compileExpression(source);
    return 'problem' in expression ? [] : [{ expression, schema }];
  });
}

function note(names: readonly string[], seen: Set<string> | undefined): true {
  for (const name of names) seen?.add(name);
  return true;
}

function isName(name: Data): name is string {
  return typeof name === 'string';
}
