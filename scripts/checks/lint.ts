import { runTool } from '../tools/run.ts';
import type { Check } from './check.ts';

/** Rules that need no formatter and no import graph; some of them read types (floating promises). */
export const lint: Check = {
  name: 'lint',
  promise: 'the rules of .oxlintrc.json hold, those that need types included (oxlint, tsgolint)',
  async run(root) {
    const { code, output } = await runTool(root, 'oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']);
    return { passed: code === 0, output, filesRead: Number(/ on (\d+) files? /.exec(output)?.[1] ?? 0) };
  },
};
