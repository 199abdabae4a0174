import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { LAYERS, packageName } from '../layers.ts';
import { isTest, sourceFiles } from '../tools/sources.ts';
import type { Check } from './check.ts';

const EXAMPLE = /^@airside\/example-/;
const SPECIFIER = /\b(?:from|import|require|resolve)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package names and imports only packages above it, and reaches into none. */
export const layers: Check = {
  name: 'layers',
  promise: `a package imports only packages above it: ${LAYERS.join(', ')}`,
  async run(root) {
    const names = (await readdir(join(root, 'packages'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const sources = await sourceFiles(root);
    const found = await Promise.all(names.map(({ name }) => packageProblems(root, name, sources)));
    const problems = found.flat();
    return { passed: problems.length === 0, output: problems.join('\n'), filesRead: sources.length };
  },
};

async function packageProblems(root: string, layer: string, sources: readonly string[]): Promise<string[]> {
  const depth = LAYERS.findIndex((name) => name === layer);
  if (depth < 0) return [`packages/${layer} has no place in the order of layers: name it in scripts/layers.ts`];
  const above = new Set(LAYERS.slice(0, depth).map(packageName));
  const manifest = JSON.parse(await readFile(join(root, 'packages', layer, 'package.json'), 'utf8')) as Manifest;
  const runtime = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies });
  const development = Object.keys(manifest.devDependencies ?? {});
  const problems = [
    ...runtime.filter((name) => isOwn(name) && !above.has(name)),
    ...development.filter((name) => isOwn(name) && !above.has(name) && !EXAMPLE.test(name)),
  ].map((name) => `packages/${layer}/package.json: depends on ${name}, which is not above ${packageName(layer)}`);

  const folder = join('packages', layer);
  for (const file of sources.filter((source) => source.startsWith(`${folder}/`))) {
    const allowed = new Set([...runtime, ...(isTest(file) ? development : [])]);
    const text = await readFile(join(root, file), 'utf8');
    for (const specifier of specifiers(text)) {
      const reason = importProblem(specifier, file, folder, { own: packageName(layer), above, allowed });
      if (reason !== undefined) problems.push(`${file}: imports '${specifier}', ${reason}`);
    }
  }
  return problems;
}

interface Surroundings {
  readonly own: string;
  readonly above: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
}

function importProblem(specifier: string, file: string, folder: string, { own, above, allowed }: Surroundings): string | undefined {
  if (specifier.startsWith('.')) {
    return `${join(dirname(file), specifier)}/`.startsWith(`${folder}/`)
      ? undefined
      : `which leaves ${folder}: import the package by its name`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!isOwn(name) || name === own) return undefined;
  if (!allowed.has(name)) return `which ${folder}/package.json does not declare`;
  if (above.has(name) || EXAMPLE.test(name)) return undefined;
  return `which is not above ${own}`;
}

function isOwn(name: string): boolean {
  return name === 'airside' || name.startsWith('@airside/');
}

function specifiers(text: string): string[] {
  return [...text.matchAll(SPECIFIER)].map((match) => match[2] ?? '');
}
