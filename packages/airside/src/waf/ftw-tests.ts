import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { type TestCase, testsOf } from '@airside/seclang';
import { parse } from 'yaml';

import { CommandError, EXIT } from '../exit.ts';

/** All tests of go-ftw below a folder. Tests are the person's own files: their patterns are trusted. */
export function readFtwTests(folder: string): TestCase[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`${folder} is no directory`, { exitCode: EXIT.unavailable });
  }
  const tests = globSync('**/*.{yaml,yml}', { cwd: folder })
    .sort()
    .flatMap((name) => testsIn(join(folder, name)));
  if (tests.length === 0) throw new CommandError(`${folder} holds no tests of go-ftw`, { hint: 'expected .yaml files with `tests`' });
  return tests;
}

function testsIn(file: string): TestCase[] {
  try {
    // Tests of CRS 3.3 name some keys twice.
    return testsOf(parse(readFileSync(file, 'utf8'), { maxAliasCount: 100, uniqueKeys: false }));
  } catch (error) {
    throw new CommandError(`${file} cannot be read as tests: ${(error as Error).message}`);
  }
}
