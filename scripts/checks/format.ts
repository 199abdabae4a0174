import { runTool } from '../tools/run.ts';
import type { Check } from './check.ts';

/** Formatting and order of imports, import cycles, undeclared dependencies. */
export const format: Check = {
  name: 'format',
  promise: 'formatting, no import cycles, no undeclared dependencies (biome; `npm run format` mends the formatting)',
  async run(root) {
    const { code, output } = await runTool(root, 'biome', ['check', '--error-on-warnings', '--max-diagnostics=50']);
    return { passed: code === 0, output, filesRead: Number(/Checked (\d+) files? /.exec(output)?.[1] ?? 0) };
  },
};
