import { describe, expect, test } from 'vitest';

import type { Data } from '../document/data.ts';
import { lintFiles, loadFrom } from '../testing/lint-with.ts';
import { matchesGlob } from './glob.ts';

const RULE = { given: '$', then: { field: 'x', function: 'truthy' } };
const DOCUMENT = { a: { b: 1 } };

async function codes(files: Readonly<Record<string, string | Data>>, document: Data = DOCUMENT): Promise<readonly string[]> {
  const { results } = await lintFiles({ 'document.json': document, ...files }, 'document.json');
  return results.map(({ code, severity }) => `${code} ${severity}`);
}

describe('rule sets', () => {
  test('a rule set in YAML is a rule set in JSON', async () => {
    const text = 'rules:\n  a:\n    given: $\n    severity: error\n    then: {field: x, function: truthy}\n';
    expect(await codes({ 'ruleset.yaml': text })).toEqual(['a error']);
    expect(await codes({ 'ruleset.yaml': { rules: { a: { ...RULE, severity: 0 } } } })).toEqual(['a error']);
  });

  test.each<[string, Data, readonly string[]]>([
    ['as it is', './base.json', ['a warn']],
    ['all', [['./base.json', 'all']], ['a warn', 'b warn', 'c warn']],
    ['off', [['./base.json', 'off']], []],
    ['recommended', [['./base.json', 'recommended']], ['a warn', 'c warn']],
  ])('extends another: %s', async (_, extended, expected) => {
    const base = { rules: { a: RULE, b: { ...RULE, recommended: false }, c: { ...RULE } } };
    const inner = { extends: [['./inner.json', 'off']], rules: { c: expected.length === 1 ? 'off' : true } };
    const files = {
      'inner.json': base,
      'base.json': { ...inner, rules: { ...base.rules, ...(expected.length === 1 ? { c: 'off' } : {}) } },
    };
    const { c: _c, ...rules } = base.rules;
    const plain = expected.length === 1 ? { rules } : base;
    expect(await codes({ ...files, 'base.json': plain, 'ruleset.yaml': { extends: extended } })).toEqual(expected);
  });

  test('switches rules on and off, and gives them other severities, messages and places', async () => {
    const base = { rules: { a: RULE, b: { ...RULE, recommended: false }, c: RULE, d: RULE } };
    const rules = { a: 'off', b: true, c: 'hint', d: { message: '{{property}} {{path}} {{error}} {{value}} {{nothing}}', given: '$.a' } };
    const files = { 'base.json': base, 'ruleset.yaml': { extends: 'base.json', rules }, 'document.json': DOCUMENT };
    const { results } = await lintFiles(files, 'document.json');
    expect(results.map(({ code }) => code)).toEqual(['b', 'c', 'd']);
    expect(results[1]?.severity).toBe('hint');
    expect(results[2]?.message).toBe('a.x #/a "a.x" property must be truthy [object Object]');
  });

  test('rules are for documents of their formats', async () => {
    const rules = { two: { ...RULE, formats: ['oas2'] }, three: { ...RULE, formats: ['oas3.1'] }, any: RULE };
    expect(await codes({ 'ruleset.yaml': { rules } }, { openapi: '3.1.0' })).toEqual(['any warn', 'three warn']);
    expect(await codes({ 'ruleset.yaml': { rules } }, { swagger: '2.0' })).toEqual(['any warn', 'two warn']);
    expect(await codes({ 'ruleset.yaml': { rules } }, {})).toEqual(['any warn', 'unrecognized-format warn']);
  });

  test('aliases stand for paths, some for documents of some formats', async () => {
    const aliases = {
      A: ['$.a'],
      B: ['#A.b'],
      C: {
        targets: [
          { formats: ['oas3'], given: ['$.nothing'] },
          { formats: ['oas3_1'], given: ['#A'] },
        ],
      },
    };
    const then = { function: 'undefined' };
    const rules = { b: { given: '#B', then }, c: { given: ['#C'], then } };
    expect(await codes({ 'ruleset.yaml': { formats: ['oas3', 'oas3_1'], aliases, rules } }, { openapi: '3.1.0', a: { b: 1 } })).toEqual([
      'c warn',
      'b warn',
    ]);
    expect(await codes({ 'ruleset.yaml': { formats: ['oas3', 'oas3_1'], aliases, rules } }, { openapi: '3.0.0', a: { b: 1 } })).toEqual([
      'b warn',
    ]);
  });

  test('overrides change rules for some files, and severities for parts of them', async () => {
    const rule = { given: ['$.a', '$.a.b'], then: { function: 'undefined' } };
    const overrides = [
      { files: ['*.json'], rules: { a: 'error' } },
      { files: ['**/*.json#/a/b'], rules: { a: 'off' } },
      { files: ['other/*.json'], rules: { a: 'off' } },
    ];
    const files = { 'ruleset.yaml': { rules: { a: rule }, overrides }, 'x/document.json': DOCUMENT, 'other/document.json': DOCUMENT };
    const { results } = await lintFiles(files, 'x/document.json');
    expect(results.map(({ path, severity }) => [path, severity])).toEqual([[['a'], 'error']]);
    expect((await lintFiles(files, 'other/document.json')).results).toEqual([]);
  });

  test.each([
    ['a.json', '*.json', true],
    ['a/b.json', '*.json', true],
    ['a/b.json', 'a/*', true],
    ['a/b/c.json', 'a/*', false],
    ['a/b/c.json', 'a/**', true],
    ['a/b/c.json', '**/c.{json,yaml}', true],
    ['.hidden/c.json', '*/c.json', false],
    ['a.json', '?.json', true],
  ])('the path %s and the glob %s: %s', (path, glob, matches) => {
    expect(matchesGlob(path, glob)).toBe(matches);
  });
});

describe('rule sets that are wrong are refused with the place', () => {
  test.each<[string | Data, string, string]>([
    ['rules: [', 'unexpected end', ''],
    [3, 'this is no rule set', ''],
    [{}, 'the rule set is empty', ''],
    [{ rules: {}, rulez: {} }, 'no member "rulez"', '/rulez'],
    [{ extends: 'https://example.test/rules.yaml' }, 'from a URL is not fetched', '/extends'],
    [{ extends: ['spectral:nothing'] }, 'built-in rule set is not known', '/extends/0'],
    [{ extends: ['./missing.yaml'] }, 'cannot be read', '/extends/0'],
    [{ extends: ['./rules.js'] }, 'code and is not run', '/extends/0'],
    [{ extends: [['spectral:oas', 'some']] }, 'is not understood', '/extends/0'],
    [{ functions: ['f'], rules: {} }, 'code and are not run', '/functions'],
    [{ rules: { a: 'off' } }, 'the rule "a" is not defined', '/rules/a'],
    [{ rules: { a: 'loud' } }, 'no severity', '/rules/a'],
    [{ rules: { a: { given: '$' } } }, 'lacks `then`', '/rules/a'],
    [{ rules: { a: { ...RULE, severity: 'loud' } } }, 'severity is not known', '/rules/a'],
    [{ rules: { a: { ...RULE, given: '$.[' } } }, 'is not understood', '/rules/a/given'],
    [{ rules: { a: { ...RULE, given: '#Nothing' } } }, 'alias "Nothing" is not defined', '/rules/a/given'],
    [{ aliases: { A: ['#B'], B: ['#A'] }, rules: { a: { ...RULE, given: '#A' } } }, 'refers to itself', '/rules/a/given'],
    [{ rules: { a: { ...RULE, formats: ['oas9'] } } }, 'format "oas9" is not known', '/rules/a/formats'],
    [{ rules: { a: { given: '$', then: { function: 'nothing' } } } }, 'function "nothing" is not known', '/rules/a/then/function'],
    [{ rules: { a: { given: '$', then: [{}] } } }, 'names no function', '/rules/a/then/0'],
    [{ rules: { a: RULE }, overrides: [{ rules: {} }] }, 'does not say which files', '/overrides/0'],
    [{ rules: { a: RULE }, overrides: [{ files: ['a#/b'], rules: { a: RULE } }] }, 'can only change severities', '/overrides/0'],
  ])('%j: %s', async (ruleset, message, pointer) => {
    const loaded = await loadFrom({ 'ruleset.yaml': ruleset, 'rules.js': 'throw new Error("was run")' });
    expect(loaded.ruleset).toBeUndefined();
    const problem = loaded.problems.find((one) => one.message.includes(message));
    expect(problem).toMatchObject({ severity: 'error', pointer: expect.stringContaining(pointer) });
    expect(problem?.line).toBeGreaterThanOrEqual(pointer === '' ? 0 : 1);
  });

  test('rule sets that extend each other in a ring end', async () => {
    const files = {
      'ruleset.yaml': { extends: './other.json', rules: { a: RULE } },
      'other.json': { extends: './ruleset.yaml', rules: { b: RULE } },
    };
    expect((await loadFrom(files)).ruleset?.rules.map(({ name }) => name)).toEqual(['b', 'a']);
  });
});

describe('code of rule sets, where it is allowed', () => {
  const functions = {
    'functions/upper.js':
      'export default (value, options, { path }) => value === value.toUpperCase() ? [] : [{ message: "not upper", path: [...path, options.at] }];',
    'functions/late.js': 'export default async (value) => [{ message: "late" }];',
    'functions/broken.js': 'export default () => { throw new Error("oh"); };',
    'package.json': { type: 'module' },
  };

  test('functions of a rule set are asked, those that wait too, and one that throws is told about', async () => {
    const rule = (name: string, given: string) => ({ given, message: '{{error}}', then: { function: name, functionOptions: { at: 'b' } } });
    const rules = { upper: rule('upper', '$.a~'), late: rule('late', '$.a'), broken: rule('broken', '$.a') };
    const files = { ...functions, 'ruleset.yaml': { functions: ['upper', 'late', 'broken'], rules }, 'document.json': DOCUMENT };
    const { results, problems } = await lintFiles(files, 'document.json', { allowCode: true });
    expect(results.map(({ code, message, path }) => [code, message, path.join('/')])).toEqual([
      ['late', 'late', 'a'],
      ['upper', 'not upper', 'a/b'],
    ]);
    expect(problems.map(({ message }) => message)).toEqual(['the function "broken" of the rule "broken" has thrown: oh']);
  });

  test('a rule set may be a module with functions of its own', async () => {
    const module =
      'function own(value) { return [{ message: `own ${value.b}` }]; } export default { rules: { a: { given: "$.a", message: "{{error}}", then: { function: own } } } };';
    const files = {
      'package.json': { type: 'module' },
      'rules.js': module,
      'ruleset.yaml': { extends: './rules.js' },
      'document.json': DOCUMENT,
    };
    expect((await lintFiles(files, 'document.json', { allowCode: true })).results[0]?.message).toBe('own 1');
  });

  test.each([
    ['throw new Error("broken")', 'broken'],
    ['export default 3', 'exports no rule set'],
  ])('a module that is none is told about: %s', async (code, message) => {
    const files = { 'package.json': { type: 'module' }, 'rules.js': code, 'ruleset.yaml': { extends: './rules.js' } };
    expect((await loadFrom(files, { allowCode: true })).problems[0]?.message).toContain(message);
  });
});
