import { globSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { type TestCase, testsOf } from '../../src/index.ts';

/** All tests below a folder. */
export function readTests(folder: string): TestCase[] {
  return globSync(`${folder}/**/*.yaml`)
    .sort()
    .flatMap((file) => testsOf(parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 })));
}
