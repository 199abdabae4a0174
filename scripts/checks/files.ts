import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { allFiles, isTest } from '../tools/sources.ts';
import type { Check } from './check.ts';

const MOST_LINES = 300;
const TEXT = /(^|\/)(airside|LICENSE)$|\.(ts|tsx|json|md|ya?ml|sh|css|html|sql|conf|cfg)$/;
const MACHINE_PATH = /(?:^|[\s'"`(=:<])\/work\/\S*/;

/** Sources stay small, and no file names a folder of the machine it was written on. */
export const files: Check = {
  name: 'files',
  promise: `no source has more than ${MOST_LINES} lines, no file names a folder of the machine it was written on`,
  async run(root) {
    const all = (await allFiles(root)).filter((file) => TEXT.test(file) && file !== 'package-lock.json');
    const problems = await Promise.all(all.map((file) => fileProblems(root, file)));
    return {
      passed: problems.flat().length === 0,
      output: problems.flat().join('\n'),
      filesRead: all.filter((file) => /\.tsx?$/.test(file)).length,
    };
  },
};

async function fileProblems(root: string, file: string): Promise<string[]> {
  const lines = (await readFile(join(root, file), 'utf8')).split('\n');
  const problems = lines.flatMap((line, index) => {
    const path = line.includes(`${root}/`) ? root : MACHINE_PATH.exec(line)?.[0].trim();
    return path === undefined ? [] : [`${file}:${index + 1}: names ${path}, a folder of one machine; use a path within the repository`];
  });
  const length = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  if (/\.tsx?$/.test(file) && !isTest(file) && length > MOST_LINES) {
    problems.push(`${file}: has ${length} lines, at most ${MOST_LINES} are allowed; look for the second thing it does and move that out`);
  }
  return problems;
}
