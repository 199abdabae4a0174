import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { languageTables } from './tables.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const BEGIN = '## The language\n\n';
const END = '\n\n## Where ModSecurity';

test('the tables of the language in the README are those of the code', () => {
  const begin = README.indexOf(BEGIN) + BEGIN.length;
  const section = README.slice(begin, README.indexOf(END));
  expect(section.slice(section.indexOf('**Directives.**'))).toBe(languageTables());
});
