import { runTool } from '../tools/run.ts';
import type { Check } from './check.ts';

/** Files, exports and dependencies that nothing uses, and dependencies that are used without being declared. */
export const unused: Check = {
  name: 'unused',
  promise: 'no unused files, exports and dependencies, no unlisted ones (knip)',
  async run(root) {
    const { code, output } = await runTool(root, 'knip', ['--no-progress', '--treat-config-hints-as-errors']);
    return { passed: code === 0, output };
  },
};
