import { isAbsolute, join } from 'node:path';

import { runTool } from '../tools/run.ts';
import { sourceFiles } from '../tools/sources.ts';
import type { Check } from './check.ts';

/** TypeScript's own check of the whole tree. */
export const types: Check = {
  name: 'types',
  promise: 'the sources type-check (tsc)',
  async run(root) {
    const sources = await sourceFiles(root);
    const { code, output } = await runTool(root, 'tsc', ['--project', '.', '--listFiles']);
    const lines = output.split('\n');
    const read = new Set(lines.filter((line) => isAbsolute(line)));
    const unread = sources.filter((file) => !read.has(join(root, file)));
    const problems = [
      ...lines.filter((line) => !isAbsolute(line)),
      ...unread.map((file) => `${file}: not among the files of tsconfig.json`),
    ];
    return { passed: code === 0, output: problems.join('\n'), filesRead: sources.length - unread.length };
  },
};
