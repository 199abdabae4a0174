import { type Definition, type Operation, type TypedValue, typedValues } from '@airside/openapi';
import type { PlainValues } from '@airside/seclang';

import { anyItem, argumentKey } from './argument-key.ts';

type Test = TypedValue['isInstance'];

/** A member of a collection of rules to which the definition gives a type, and the test whether a value is of it. */
export interface TypedTarget {
  readonly collection: 'ARGS' | 'REQUEST_COOKIES' | 'REQUEST_HEADERS';
  /** As the engine spells it, as a byte string; `array_0` stands for any item of an array. */
  readonly key: string;
  readonly isInstance: Test;
}

/** The members that hold what an operation types: parameters of query, form, header and cookie, and the properties of JSON. */
export function typedTargets(definition: Definition, operation: Operation): readonly TypedTarget[] {
  return typedValues(definition, operation).flatMap((value) => {
    const collection = COLLECTIONS[value.in];
    return collection === undefined ? [] : [{ collection, key: argumentKey(value), isInstance: value.isInstance }];
  });
}

/**
 * What the engine need not search for injection on an operation: a value that is of the type which the definition gives to its name, that
 * name, and a path of which each segment is of its type or stands in the definition. Each value is looked at, so nothing depends on this
 * reading the request as the contract does. Undefined where the definition types nothing.
 */
export function plainValues(definition: Definition, operation: Operation): PlainValues | undefined {
  const plain = new Map<string, (key: string, value: string) => boolean>();
  for (const [collection, targets] of Map.groupBy(typedTargets(definition, operation), (target) => target.collection)) {
    const tests = new Map(
      Map.groupBy(targets, ({ key }) => key)
        .entries()
        .map(([key, same]) => [key, anyOf(same)]),
    );
    const hasItems = targets.some(({ key }) => key.includes('.array_0'));
    const find = FINDERS[collection === 'REQUEST_HEADERS' ? 'ignoringCase' : hasItems ? 'ofAnyItem' : 'exactly'];
    for (const variable of VARIABLES[collection]) {
      plain.set(variable, (key, value) => find(tests, key)?.(value) === true);
      plain.set(`${variable}_NAMES`, (key) => find(tests, key) !== undefined);
    }
  }
  const path = pathTest(definition, operation);
  if (path !== undefined) plain.set('REQUEST_FILENAME', (_key, value) => path(value));
  return plain.size === 0 ? undefined : plain;
}

const VARIABLES: Readonly<Record<TypedTarget['collection'], readonly string[]>> = {
  ARGS: ['ARGS', 'ARGS_GET', 'ARGS_POST'],
  REQUEST_COOKIES: ['REQUEST_COOKIES'],
  REQUEST_HEADERS: ['REQUEST_HEADERS'],
};

type Find = (tests: ReadonlyMap<string, Test>, key: string) => Test | undefined;

const FINDERS: Readonly<Record<'exactly' | 'ignoringCase' | 'ofAnyItem', Find>> = {
  exactly: (tests, key) => tests.get(key),
  ignoringCase: (tests, key) => tests.get(key.toLowerCase()),
  ofAnyItem: (tests, key) => tests.get(anyItem(key)),
};

function anyOf(targets: readonly TypedTarget[]): Test {
  const [first, ...others] = targets.map(({ isInstance }) => isInstance);
  if (first !== undefined && others.length === 0) return first;
  return (value) => targets.some(({ isInstance }) => isInstance(value));
}

const COLLECTIONS: Readonly<Record<TypedValue['in'], TypedTarget['collection'] | undefined>> = {
  query: 'ARGS',
  form: 'ARGS',
  json: 'ARGS',
  header: 'REQUEST_HEADERS',
  cookie: 'REQUEST_COOKIES',
  path: undefined,
};

const MOST_SEGMENTS = 64;

/** Whether a path ends in the segments of the operation, each literal or of its type, behind a base path of plain words. */
function pathTest(definition: Definition, operation: Operation): Test | undefined {
  const typed = new Map(
    typedValues(definition, operation).flatMap((value) => (value.in === 'path' ? [[value.path[0], value.isInstance]] : [])),
  );
  const segments = operation.template.slice(1).split('/');
  const tests = segments.map((segment): Test | undefined => {
    if (!segment.includes('{')) return (text) => text === segment;
    return segment.startsWith('{') && segment.indexOf('}') === segment.length - 1 ? typed.get(segment.slice(1, -1)) : undefined;
  });
  if (tests.includes(undefined)) return undefined;
  return (path) => {
    const parts = path.split('/', MOST_SEGMENTS + 1);
    const base = parts.length - tests.length;
    if (base < 1 || parts.length > MOST_SEGMENTS || parts[0] !== '') return false;
    return parts.every((part, index) => (index < base ? isWord(part) : tests[index - base]?.(part) === true));
  };
}

/** A segment of a base path: letters, digits, `_` and `-`, and dots between them. */
function isWord(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isPlain =
      (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x2d;
    const isDot = code === 0x2e && index > 0 && text[index - 1] !== '.';
    if (!isPlain && !isDot) return false;
  }
  return true;
}
