import { describe, expect, test } from 'vitest';

import type { Data } from './document/data.ts';
import { type Linted, lintText } from './lint.ts';
import { loadRuleset } from './ruleset/load.ts';
import { lintFiles } from './testing/lint-with.ts';

async function lintHostile(text: string, bounds = {}): Promise<Linted> {
  const { ruleset } = await loadRuleset('spectral:oas');
  if (!ruleset) throw new Error('the rule set does not load');
  return await lintText(text, ruleset, { bounds });
}

function definition(schemas: Data, paths: Data = {}): string {
  return JSON.stringify({ openapi: '3.0.0', info: { title: 'T', version: '1' }, paths, components: { schemas } });
}

describe('hostile documents', () => {
  test.each([
    ['deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), 'nested deeper'],
    ['deep YAML', Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''), 'maxDepth'],
    [
      'an alias bomb',
      `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`,
      'more than',
    ],
    ['an unknown alias', 'a: *b', 'b'],
    ['no text at all', '\u0000', ''],
    ['broken YAML', 'a: [1\nb: 2', 'indentation'],
  ])('%s is told about where it stands', async (_, text, message) => {
    const { results } = await lintHostile(text, { values: 100_000 });
    expect(results.find(({ code }) => code === 'parser')?.message ?? '').toContain(message);
  });

  test('names like __proto__ and constructor are names like any other', async () => {
    const { results } = await lintHostile(
      '{"openapi":"3.0.0","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}},"paths":{"__proto__":{"get":{}}}}',
    );
    expect(results.some(({ path }) => path.join('/') === 'paths/__proto__/get')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('references in rings, to themselves and to what holds them end', async () => {
    const ring = Object.fromEntries(
      Array.from({ length: 800 }, (_, at) => [
        `R${at}`,
        { type: 'object', properties: { next: { $ref: `#/components/schemas/R${(at + 1) % 800}` } } },
      ]),
    );
    const { results } = await lintHostile(
      definition({
        ...ring,
        Self: { $ref: '#/components/schemas/Self' },
        Root: { items: { $ref: '#' } },
        Up: { a: { $ref: '#/components' } },
      }),
    );
    expect(results.length).toBeGreaterThan(0);
  });

  test('references that multiply cost no more than there is', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => {
        const next = { $ref: `#/components/schemas/D${at + 1}` };
        return [
          `D${at}`,
          at === 59 ? { type: 'string', example: 1 } : { type: 'object', properties: { a: next, b: next }, example: { a: 1 } },
        ];
      }),
    );
    const { results } = await lintHostile(definition(schemas));
    expect(
      results.some(({ code, path }) => code === 'oas3-valid-schema-example' && path.join('/') === 'components/schemas/D59/example'),
    ).toBe(true);
  });

  test('a long chain of references is cut, not followed until the stack ends', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`C${at}`, at === 2999 ? {} : { a: { b: { $ref: `#/components/schemas/C${at + 1}` } } }]),
    );
    const { problems } = await lintHostile(definition(schemas));
    expect(problems[0]?.message).toContain('nest them too deeply');
  });

  test('patterns of a document that would take exponential time do not', async () => {
    const { results } = await lintHostile(
      definition({
        A: { type: 'string', pattern: '^(a+)+$', example: `${'a'.repeat(5000)}!` },
        B: { type: 'string', pattern: '^(?!(a+)+$)b(?=c)', example: 'a' },
      }),
    );
    expect(results.filter(({ code }) => code === 'oas3-valid-schema-example').map(({ path }) => path[2])).toEqual(['A']);
  });

  test('nothing is fetched, and files that cannot be read are told about', async () => {
    const document = {
      openapi: '3.0.0',
      paths: { a: { $ref: 'https://example.test/a.json' }, b: { $ref: './missing.yaml' }, c: { $ref: 'folder' } },
    };
    const files = { 'ruleset.yaml': { extends: 'spectral:oas' }, 'document.json': document, 'folder/x': '' };
    const { results } = await lintFiles(files, 'document.json');
    const broken = results.filter(({ code }) => code === 'invalid-ref');
    expect(broken.map(({ path }) => path.join('/')).sort()).toEqual(['paths/a/$ref', 'paths/b/$ref', 'paths/c/$ref']);
  });

  test('results are bounded, and it is said how many were left out', async () => {
    const { ruleset } = await loadRuleset('spectral:oas');
    if (!ruleset) throw new Error('the rule set does not load');
    const paths = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`/p${at}/`, {}]));
    const { results, problems } = await lintText(definition({}, paths), ruleset, { mostResults: 10 });
    expect(results).toHaveLength(10);
    expect(problems[0]?.message).toMatch(/^\d+ more results were left out$/);
  });
});
