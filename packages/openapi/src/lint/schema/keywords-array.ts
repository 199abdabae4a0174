import type { Data } from '../document/data.ts';
import { lastDuplicate } from './equal.ts';
import { type Check, inOrder, type KeywordCompiler } from './keyword.ts';
import type { InstancePath, Run } from './run.ts';

type ArrayKeyword = KeywordCompiler<readonly Data[]>;

const size = (keyword: string, holds: (count: number, limit: number) => boolean, words: string): ArrayKeyword => {
  return (limit) => {
    if (typeof limit !== 'number') return undefined;
    return (value, run, path) => holds(value.length, limit) || run.fail(path, keyword, `must NOT have ${words} than ${limit} items`);
  };
};

const uniqueItems: ArrayKeyword = (wanted) => {
  if (wanted !== true) return undefined;
  return (value, run, path) => {
    const found = lastDuplicate(value);
    if (!found) return true;
    return run.fail(path, 'uniqueItems', `must NOT have duplicate items (items ## ${found[0]} and ${found[1]} are identical)`);
  };
};

function each(value: readonly Data[], from: number, run: Run, path: InstancePath | undefined, check: Check): boolean {
  return inOrder(value.entries(), run, ([index, item]) => index < from || check(item, run, { parent: path, key: index }, undefined));
}

function tuple(schemas: readonly Data[], sub: (schema: Data) => Check): ReturnType<ArrayKeyword> {
  const checks = schemas.map(sub);
  return (value, run, path) =>
    inOrder(
      checks.entries(),
      run,
      ([index, check]) => index >= value.length || check(value[index] ?? null, run, { parent: path, key: index }, undefined),
    );
}

/** Items behind those that a list of schemas is for. */
function rest(argument: Data, from: number, sub: (schema: Data) => Check, keyword: string): ReturnType<ArrayKeyword> {
  if (argument === false) {
    return (value, run, path) => value.length <= from || run.fail(path, keyword, `must NOT have more than ${from} items`);
  }
  const check = sub(argument);
  return (value, run, path) => each(value, from, run, path, check);
}

const additionalItems: ArrayKeyword = (argument, schema, { sub }) => {
  const items = schema['items'];
  return Array.isArray(items) ? rest(argument, items.length, sub, 'additionalItems') : undefined;
};

const prefixItems: ArrayKeyword = (argument, _schema, { sub, dialect }) =>
  Array.isArray(argument) && dialect === 'draft2020-12' ? tuple(argument, sub) : undefined;

const items: ArrayKeyword = (argument, schema, { sub, dialect }) => {
  if (Array.isArray(argument)) return dialect === 'draft2020-12' ? undefined : tuple(argument, sub);
  const prefix = dialect === 'draft2020-12' ? schema['prefixItems'] : undefined;
  if (Array.isArray(prefix)) return rest(argument, prefix.length, sub, 'items');
  const check = sub(argument);
  return (value, run, path) => each(value, 0, run, path, check);
};

const contains: ArrayKeyword = (argument, schema, { sub, dialect }) => {
  const check = sub(argument);
  const counts = dialect === 'draft2019-09' || dialect === 'draft2020-12';
  const least = counts && typeof schema['minContains'] === 'number' ? schema['minContains'] : 1;
  const most = counts && typeof schema['maxContains'] === 'number' ? schema['maxContains'] : undefined;
  const upTo = most === undefined ? '' : ` and no more than ${most}`;
  return (value, run, path) => {
    const before = run.errors.length;
    let count = 0;
    for (const [index, item] of value.entries()) {
      if (run.tentatively(() => check(item, run, { parent: path, key: index }, undefined))) count += 1;
    }
    const fits = count >= least && count <= (most ?? count);
    // What is wrong with single items says nothing where nothing around this could be right all the same.
    if (fits || (run.stopsAtFirst && run.composite === 0)) run.forget(before);
    return fits || run.fail(path, 'contains', `must contain at least ${least}${upTo} valid item(s)`);
  };
};

/** Keywords for lists, in the order in which they are checked. */
export const ARRAY_KEYWORDS: ReadonlyMap<string, ArrayKeyword> = new Map([
  ['maxItems', size('maxItems', (count, limit) => count <= limit, 'more')],
  ['minItems', size('minItems', (count, limit) => count >= limit, 'fewer')],
  ['uniqueItems', uniqueItems],
  ['additionalItems', additionalItems],
  ['prefixItems', prefixItems],
  ['items', items],
  ['contains', contains],
]);
