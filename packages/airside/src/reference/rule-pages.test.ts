import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { lintRulePages } from './rule-pages.ts';

const directory = join(import.meta.dirname, '../../../../docs/lint');

test('docs/lint is what the rule sets say; `npm run reference` writes it anew', () => {
  const pages = lintRulePages();
  expect(readdirSync(directory).toSorted()).toEqual(Object.keys(pages).toSorted());
  for (const [name, text] of Object.entries(pages)) expect(readFileSync(join(directory, name), 'utf8'), name).toBe(text);
});
