import { dirname } from 'node:path';

import { describe, expect, test } from 'vitest';

import { CHECKS } from './checks/index.ts';
import { plantTree } from './testing/planted-tree.ts';
import { runCheck } from './tools/run-checks.ts';
import { sourceFiles } from './tools/sources.ts';

interface Fault {
  readonly check: string;
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the report must say: the place, and the fault itself. */
  readonly named: readonly string[];
}

const GREET = 'packages/domain/src/greet.ts';
const greet = (more: string): string =>
  `export function greet(name: string): Promise<string> {\n  return Promise.resolve(name);\n}\n${more}`;
const domainManifest = (dependencies: object): string =>
  JSON.stringify({ name: '@airside/domain', version: '0.1.0', type: 'module', exports: { '.': './src/index.ts' }, dependencies });

const FAULTS: readonly Fault[] = [
  {
    check: 'types',
    what: 'a type error',
    files: { [GREET]: greet("const count: number = 'one';\n") },
    named: [GREET, "'string' is not assignable to type 'number'"],
  },
  {
    check: 'types',
    what: 'syntax that Node cannot strip',
    files: { [GREET]: greet('enum Colour {\n  Red,\n}\n') },
    named: [GREET, 'erasableSyntaxOnly'],
  },
  {
    check: 'types',
    what: 'a source outside the folders that are checked',
    files: { 'packages/domain/lost.ts': "const count: number = 'one';\n" },
    named: ['packages/domain/lost.ts', 'types read'],
  },
  { check: 'lint', what: 'a floating promise', files: { [GREET]: greet("greet('nobody');\n") }, named: [GREET, 'no-floating-promises'] },
  {
    check: 'lint',
    what: 'a floating promise whose type comes from another package',
    files: { 'packages/gateway/src/index.ts': "import { greet } from '@airside/domain';\n\ngreet('caller');\n" },
    named: ['packages/gateway/src/index.ts', 'no-floating-promises'],
  },
  {
    check: 'lint',
    what: 'an explicit any',
    files: { [GREET]: greet('export const anything: any = 1;\n') },
    named: [GREET, 'no-explicit-any'],
  },
  {
    check: 'lint',
    what: 'a non-null assertion',
    files: { [GREET]: greet("export const first: string = ['a'][0]!;\n") },
    named: [GREET, 'no-non-null-assertion'],
  },
  { check: 'lint', what: 'console output in a library', files: { [GREET]: greet("console.log('here');\n") }, named: [GREET, 'no-console'] },
  { check: 'format', what: 'a misformatted file', files: { [GREET]: greet('export const   wide = "x"\n') }, named: [GREET, 'format'] },
  {
    check: 'format',
    what: 'an import cycle',
    files: {
      [GREET]: "import { name } from './name.ts';\n\nexport const greet = (): string => name();\n",
      'packages/domain/src/name.ts': "import { greet } from './greet.ts';\n\nexport const name = (): string => greet();\n",
    },
    named: ['noImportCycles', GREET, 'packages/domain/src/name.ts'],
  },
  {
    check: 'format',
    what: 'an undeclared dependency',
    files: { [GREET]: "import { z } from 'zod';\n\nexport const greet = z.string();\n" },
    named: [GREET, 'noUndeclaredDependencies'],
  },
  {
    check: 'unused',
    what: 'an undeclared dependency',
    files: { [GREET]: "import { z } from 'zod';\n\nexport const greet = z.string();\n" },
    named: ['Unlisted dependencies', 'zod', GREET],
  },
  {
    check: 'unused',
    what: 'a dependency that nothing uses',
    files: { 'packages/domain/package.json': domainManifest({ zod: '4.6.7' }) },
    named: ['Unused dependencies', 'zod'],
  },
  {
    check: 'unused',
    what: 'an export that nothing uses',
    files: { [GREET]: greet('export const forgotten = 1;\n') },
    named: ['Unused exports', 'forgotten', GREET],
  },
  {
    check: 'unused',
    what: 'a file that nothing uses',
    files: { 'packages/domain/src/forgotten.ts': 'export const a = 1;\n' },
    named: ['Unused files', 'packages/domain/src/forgotten.ts'],
  },
  {
    check: 'layers',
    what: 'an import from a package below',
    files: { [GREET]: "import { greeting } from '@airside/gateway';\n\nexport const greet = greeting;\n" },
    named: [GREET, '@airside/gateway', 'packages/domain/package.json does not declare'],
  },
  {
    check: 'layers',
    what: 'a dependency on a package below',
    files: {
      'packages/domain/package.json': domainManifest({ '@airside/gateway': '0.1.0' }),
      [GREET]: "export { greeting as greet } from '@airside/gateway';\n",
    },
    named: ['packages/domain/package.json', `${GREET}: imports`, 'not above @airside/domain'],
  },
  {
    check: 'layers',
    what: 'an import that reaches into another package',
    files: { 'packages/gateway/src/index.ts': "export { greet } from '../../domain/src/greet.ts';\n" },
    named: ['packages/gateway/src/index.ts', 'leaves packages/gateway'],
  },
  {
    check: 'layers',
    what: 'a dynamic import from a package below',
    files: { [GREET]: "export const greet = await import('@airside/gateway');\n" },
    named: [GREET, '@airside/gateway'],
  },
  {
    check: 'layers',
    what: 'a package without a place in the order',
    files: { 'packages/stray/package.json': '{ "name": "@airside/stray" }\n' },
    named: ['packages/stray', 'scripts/layers.ts'],
  },
  { check: 'files', what: 'a source that is too long', files: { [GREET]: '// line\n'.repeat(301) }, named: [GREET, '301 lines'] },
  {
    check: 'files',
    what: 'a folder of one machine',
    files: { 'docs/notes.md': `See ${['', 'work', 'main', 'docs'].join('/')}\n` },
    named: ['docs/notes.md:1', 'one machine'],
  },
  {
    check: 'lockfile',
    what: 'an optional package that is named and has no entry',
    files: {
      'package-lock.json': '{ "packages": { "node_modules/tool": { "optionalDependencies": { "@tool/darwin-arm64": "1.0.0" } } } }',
    },
    named: ['node_modules/@tool/darwin-arm64', 'npm run lock'],
  },
];

function checkNamed(name: string) {
  const check = CHECKS.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`there is no check named ${name}`);
  return check;
}

describe.each(CHECKS)('$name', (check) => {
  test('passes a sound tree and read all of it', async () => {
    await using tree = await plantTree({});
    const outcome = await runCheck(tree.root, check);
    expect(outcome.output).not.toContain('source files');
    expect(outcome, outcome.output).toMatchObject({ passed: true });
  });

  test('has at least one planted fault', () => {
    expect(FAULTS.filter((fault) => fault.check === check.name)).not.toEqual([]);
  });
});

describe('a planted fault is found and named', () => {
  test.each(FAULTS)('$check: $what', async ({ check, files, named }) => {
    await using tree = await plantTree(files);
    const outcome = await runCheck(tree.root, checkNamed(check));
    expect(outcome.passed, outcome.output).toBe(false);
    for (const part of named) expect(outcome.output).toContain(part);
  });
});

test('the count that checks are held to is that of this repository, not of an empty folder', async () => {
  const sources = await sourceFiles(dirname(import.meta.dirname));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources).toEqual(expect.arrayContaining(['packages/domain/src/index.ts', 'scripts/check.ts', 'vitest.config.ts']));
});
