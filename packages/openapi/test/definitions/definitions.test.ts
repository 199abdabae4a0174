import { toPointer } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import {
  buildDefinition,
  compareDefinitions,
  compileMatcher,
  compileRequestValidator,
  type Definition,
  lintText,
  loadRuleset,
  type Operation,
  scoreOf,
} from '../../src/index.ts';
import { normaliseLiteral } from '../../src/match/normalise.ts';
import { toTokens, walk } from '../../src/read/shapes.ts';
import { SchemaCompiler } from '../../src/validate/schema/compiler.ts';
import { readFiles } from '../fixtures.ts';
import { DEFINITIONS } from './index.ts';

const LEAST_OPERATIONS = 50;
const LEAST_DEFINITIONS = 20;

test('there are twenty and more, each another one', () => {
  expect(DEFINITIONS.length).toBeGreaterThanOrEqual(LEAST_DEFINITIONS);
  expect(new Set(DEFINITIONS.map(({ name }) => name)).size).toBe(DEFINITIONS.length);
});

describe.each(DEFINITIONS)('$name', ({ files }) => {
  let definition: Definition;

  test('is read without a problem, and is of the size of a real one', async () => {
    const { document, problems } = await readFiles(files());
    expect(problems).toEqual([]);
    if (!document) throw new Error('expected a document');
    definition = buildDefinition(document);
    expect(definition.operations.length).toBeGreaterThanOrEqual(LEAST_OPERATIONS);
  });

  test('reads as the same once it was written', async () => {
    const { document, problems } = await readFiles({ 'again.json': JSON.stringify(definition.document) });
    expect(problems).toEqual([]);
    expect(document).toEqual(definition.document);
    expect(document && buildDefinition(document).operations).toEqual(definition.operations);
  });

  test('is linted whole, and scored', async () => {
    const { ruleset } = await loadRuleset('airside:recommended');
    if (ruleset === undefined) throw new Error('the rule set cannot be loaded');
    const { results, problems, size } = await lintText(JSON.stringify(definition.document), ruleset);
    expect(problems).toEqual([]);
    expect(size).toBeGreaterThanOrEqual(LEAST_OPERATIONS);
    const { total } = scoreOf(results, ruleset.rules, size);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(100);
  });

  test('does not differ from itself', () => {
    expect(compareDefinitions(definition.document, definition.document)).toEqual([]);
  });

  test('has every operation found by its path, and validators that can be used', () => {
    const matcher = compileMatcher(definition.operations);
    for (const operation of definition.operations) {
      const match = matcher.match(operation.method, pathOf(operation));
      expect(match).toMatchObject({ kind: 'matched', operation: { id: operation.id } });
      const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: true });
      const { violations } = validator.validateHead({ parameters: {}, query: '', header: () => undefined });
      for (const { message } of violations) expect(message).not.toContain('not usable');
    }
  });

  test('has only schemas that can be compiled', () => {
    const { document } = definition;
    const compiler = new SchemaCompiler(document, { closed: true });
    const compiled = new Set<string>();
    walk(document, (kind, schema, trail) => {
      const isWhole = trail?.key === 'schema' || trail?.parent?.key === 'schemas';
      const text = kind === 'schema' && isWhole && !Object.hasOwn(schema, '$ref') ? JSON.stringify(schema) : '';
      if (text === '' || compiled.has(text)) return;
      compiled.add(text);
      const pointer = toPointer(toTokens(trail));
      expect(compiler.check(pointer)({}, 2)?.message ?? '', pointer).not.toContain('not usable');
    });
  });
});

/** A path that only this operation has, as it arrives. */
function pathOf({ template }: Operation): string {
  return template
    .replaceAll(/\{[^}]*\}/g, '1')
    .split('/')
    .map(normaliseLiteral)
    .join('/');
}
