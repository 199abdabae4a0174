import { glob } from 'node:fs/promises';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'fixtures']);

/** Every TypeScript source of the repository, relative to `root` and sorted: what each checker must have read. */
export async function sourceFiles(root: string): Promise<string[]> {
  return (await allFiles(root)).filter((file) => /\.tsx?$/.test(file));
}

/** Every file below `root` that people wrote, relative to it and sorted: without dependencies, build results and hidden folders. */
export async function allFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of glob('**/*', { cwd: root, withFileTypes: true, exclude: (item) => isSkipped(item.name) })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
  }
  return files.sort();
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /(^|\/)(test|testing)\//.test(file);
}

function isSkipped(name: string): boolean {
  return SKIPPED.has(name) || name.startsWith('.');
}
