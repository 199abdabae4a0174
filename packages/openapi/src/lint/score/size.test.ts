import { describe, expect, test } from 'vitest';

import { lintText } from '../lint.ts';
import { loadRuleset } from '../ruleset/load.ts';
import { definitionSize } from './size.ts';

describe('the size of a definition', () => {
  test.each([
    [{}, 1],
    [null, 1],
    [{ paths: [], components: 7 }, 1],
    [{ paths: { '/a': { get: {}, post: {}, parameters: [], 'x-get': {} }, '/b': null } }, 2],
    [{ paths: { '/a': { get: {} } }, components: { schemas: { A: {}, B: {} } } }, 3],
    [{ swagger: '2.0', paths: { '/a': { get: {} } }, definitions: { A: {} } }, 2],
  ])('of %j is %i', (definition, size) => {
    expect(definitionSize(definition)).toBe(size);
  });

  test('counts operations behind references, and is 0 for what no rule looks at', async () => {
    const { ruleset } = await loadRuleset('airside:style-guide');
    if (ruleset === undefined) throw new Error('the rule set cannot be loaded');
    const sizeOf = async (text: string) => (await lintText(text, ruleset)).size;
    expect(await sizeOf("openapi: 3.1.0\npaths: { /a: { $ref: '#/x-a' } }\nx-a: { get: {}, put: {} }\n")).toBe(2);
    expect(await sizeOf('openapi: [')).toBe(0);
    expect(await sizeOf('services: {}')).toBe(0);
  });
});
