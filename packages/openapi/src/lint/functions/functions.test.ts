import { describe, expect, test } from 'vitest';

import type { Data } from '../document/data.ts';
import { ask, loadFrom } from '../testing/lint-with.ts';

/** A function, its options, a value, and what it says: after the examples of Spectral's documentation. */
const CASES: readonly [string, Data | undefined, Data, readonly string[]][] = [
  ['alphabetical', undefined, ['a', 'b'], []],
  ['alphabetical', undefined, ['b', 'a', 'c'], ['0: "b" must be placed after "a"']],
  ['alphabetical', undefined, { b: 1, a: 1 }, ['b: "b" must be placed after "a"']],
  ['alphabetical', { keyedBy: 'name' }, [{ name: 'b' }, { name: 'a' }], [': properties must follow the alphabetical order']],
  ['alphabetical', { keyedBy: 'name' }, ['b', 'a'], [': "x" property must be an object']],
  ['alphabetical', undefined, [10, 2], ['0: 10 must be placed after 2']],
  ['casing', { type: 'camel' }, 'fooBar1', []],
  ['casing', { type: 'camel' }, 'FooBar', [': must be camel case']],
  ['casing', { type: 'kebab' }, 'foo_bar', [': must be kebab case']],
  ['casing', { type: 'macro', disallowDigits: true }, 'FOO_1', [': must be macro case']],
  ['casing', { type: 'pascal', separator: { char: '-' } }, 'X-Rate-Limit', []],
  ['casing', { type: 'flat', separator: { char: '/', allowLeading: true } }, '/a/b', []],
  ['casing', { type: 'flat', separator: { char: '/' } }, '/a/b', [': must be flat case']],
  ['defined', undefined, null, []],
  ['enumeration', { values: ['a', 1] }, 'b', [': "b" must be equal to one of the allowed values: "a", 1']],
  ['enumeration', { values: ['a', 1] }, ['b'], []],
  ['falsy', undefined, 'a', [': "x" property must be falsy']],
  ['falsy', undefined, '', []],
  ['length', { min: 2 }, 'a', [': "x" property must be longer than 2']],
  ['length', { max: 1 }, { a: 1, b: 1 }, [': "x" property must be shorter than 1']],
  ['length', { min: 1, max: 2 }, [1, 2], []],
  ['length', { max: 5 }, 7, [': "x" property must be shorter than 5']],
  ['or', { properties: ['a', 'b'] }, { c: 1 }, [': At least one of "a" or "b" must be defined']],
  ['or', { properties: ['a', 'b', 'c', 'd', 'e'] }, {}, [': At least one of "a" or "b" or "c" or 2 other properties must be defined']],
  ['or', { properties: ['a', 'b'] }, { a: 1, b: 1 }, []],
  ['pattern', { match: '^a' }, 'ba', [': "ba" must match the pattern "^a"']],
  ['pattern', { notMatch: '/A/i' }, 'ba', [': "ba" must not match the pattern "/A/i"']],
  ['pattern', { match: '^a' }, 3, []],
  ['schema', { schema: { type: 'object', required: ['a'] } }, {}, [': "x" property must have required property "a"']],
  ['schema', { schema: { items: { type: 'integer' } } }, ['a'], ['0: Item at index 0 must be integer']],
  ['schema', { schema: { additionalProperties: false } }, { a: 1 }, [': Property "a" is not expected to be here']],
  ['schema', { schema: { not: {}, errorMessage: 'is not wanted' }, allErrors: true }, 1, [': is not wanted']],
  ['truthy', undefined, 0, [': "x" property must be truthy']],
  [
    'typedEnum',
    undefined,
    { type: 'integer', enum: [1, 'a', 2.5] },
    ['enum/1: Enum value "a" must be "integer".', 'enum/2: Enum value 2.5 must be "integer".'],
  ],
  ['undefined', undefined, 1, [': "x" property must be undefined']],
  ['unreferencedReusableObject', { reusableObjectsLocation: '#/x' }, { a: 1 }, ['a: Potential orphaned reusable object has been detected']],
  ['xor', { properties: ['a', 'b'] }, { a: 1, b: 1 }, [': Just one of "a" and "b" must be defined']],
  ['xor', { properties: ['a', 'b'] }, {}, [': At least one of "a" or "b" must be defined']],
];

describe('functions that every rule set can use', () => {
  test.each(CASES)('%s %j says of %j: %j', async (name, options, value, said) => {
    expect(await ask(name, options, value)).toEqual(said);
  });

  test.each<[string, Data | undefined, string]>([
    ['casing', { type: 'upper' }, 'accept the following values'],
    ['casing', undefined, 'is missing "type" option'],
    ['casing', { type: 'flat', separator: { char: 'ab' } }, 'accepts only char'],
    ['enumeration', { values: [{}] }, 'support only arrays of primitive values'],
    ['length', {}, 'invalid options'],
    ['length', { min: 'a' }, 'invalid options'],
    ['or', { properties: ['a'] }, 'requires at least two'],
    ['pattern', {}, 'invalid options'],
    ['pattern', { match: '(' }, 'cannot be used'],
    ['pattern', { match: 'a(?=b)c' }, 'looks ahead or behind in the middle'],
    ['pattern', { match: '(a)\\1' }, 'refers back to a group'],
    ['schema', { schema: { type: 'text' } }, 'schema is invalid'],
    ['schema', { schema: {}, dialect: 'draft3' }, 'accepts only the following values'],
    ['truthy', { a: 1 }, 'does not accept any options'],
    ['unreferencedReusableObject', { reusableObjectsLocation: 'a' }, 'JSON Pointer fragments'],
    ['xor', { properties: ['a', 'b'], more: 1 }, 'does not support "more" option'],
  ])('options of %s that are wrong are refused: %j', async (name, functionOptions, message) => {
    const then = { function: name, ...(functionOptions === undefined ? {} : { functionOptions }) };
    const { ruleset, problems } = await loadFrom({ 'ruleset.yaml': { rules: { a: { given: '$', then } } } });
    expect(ruleset).toBeUndefined();
    expect(problems[0]).toMatchObject({ severity: 'error', pointer: '/rules/a/then/functionOptions' });
    expect(problems[0]?.message).toContain(message);
  });
});
