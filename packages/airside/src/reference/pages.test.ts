import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exchangeSchema, PROBLEM_TYPES } from '@airside/domain';
import { gatewayConfigurationSchema, policies } from '@airside/gateway';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { sectionsOf } from './fields.ts';
import { referencePages } from './pages.ts';

const directory = join(import.meta.dirname, '../../../../docs/reference');
const configuration = z.toJSONSchema(gatewayConfigurationSchema, { io: 'input' });
const fields = [...sectionsOf(configuration, ''), ...sectionsOf(z.toJSONSchema(exchangeSchema), 'exchange')].flatMap((section) =>
  section.fields.map((field) => ({ ...field, path: `${section.path}.${field.key}` })),
);

test.each(Object.entries(referencePages()))('docs/reference/%s is what the code says; `npm run reference` writes it anew', (name, text) => {
  expect(readFileSync(join(directory, name), 'utf8')).toBe(text);
});

describe('the reference', () => {
  test('every key has a meaning', () => {
    expect(fields.filter(({ schema }) => (schema.description ?? '') === '').map(({ path }) => path)).toEqual([]);
  });

  test('every key has a type that says something', () => {
    for (const text of Object.values(referencePages())) expect(text).not.toContain('any value');
  });

  test('a default is shown as one writes it', () => {
    const quantities = fields.filter(({ schema }) => schema['x-type'] === 'duration' || schema['x-type'] === 'size');
    const withDefault = quantities.filter(({ schema }) => schema.default !== undefined);
    expect(withDefault.length).toBeGreaterThan(10);
    for (const { path, schema } of withDefault) expect(String(schema.default), path).toMatch(/^\d+[A-Za-z]+$/);
  });

  test('every policy has its section, and every problem its line', () => {
    const { 'configuration.md': configurationPage = '', 'problems.md': problemPage = '' } = referencePages();
    for (const name of Object.keys(policies)) expect(configurationPage).toContain(`\n## \`policies.${name}\`\n`);
    for (const name of Object.keys(PROBLEM_TYPES)) expect(problemPage).toContain(`\n| \`${name}\` |`);
  });

  test('a problem says what an honest caller does', () => {
    for (const { meaning } of Object.values(PROBLEM_TYPES)) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });
});
