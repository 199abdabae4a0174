import { isAbsolute } from 'node:path';

import { runTool } from '../tools/run.ts';
import type { Check } from './check.ts';

/** TypeScript's own check of the whole tree. */
export const types: Check = {
  name: 'types',
  promise: 'the sources type-check (tsc)',
  async run(root) {
    const { code, output } = await runTool(root, 'tsc', ['--project', '.', '--listFiles']);
    const lines = output.split('\n');
    const own = lines.filter((line) => line.startsWith(`${root}/`) && !line.includes('/node_modules/'));
    return { passed: code === 0, output: lines.filter((line) => !isAbsolute(line)).join('\n'), filesRead: own.length };
  },
};
