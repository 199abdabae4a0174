import { writeFileSync } from 'node:fs';

import type { LintSeverity } from '@airside/openapi/linting';

import { CommandError, EXIT } from '../exit.ts';
import { configuredLint } from '../lint/configured-lint.ts';
import { explainBuiltIn, explainRule } from '../lint/explain.ts';
import type { LintFormat } from '../lint/formats/names.ts';
import { render } from '../lint/formats/render.ts';
import { inputsOf } from '../lint/inputs.ts';
import { atLeast, type LintReport } from '../lint/lint-report.ts';
import { listRules } from '../lint/list-rules.ts';
import { Rulesets } from '../lint/rulesets.ts';
import { runLint } from '../lint/run-lint.ts';

export interface Output {
  readonly format: LintFormat;
  readonly file: string;
}

export interface LintOptions {
  readonly ruleset?: string;
  readonly waivers?: string;
  readonly format: LintFormat;
  readonly json?: boolean;
  readonly output?: readonly Output[];
  readonly failSeverity?: LintSeverity | 'never';
  readonly failScore?: number;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly quiet?: boolean;
  readonly allowCode?: boolean;
  readonly stdinFile?: string;
  readonly config?: string;
  readonly explain?: string;
  readonly listRules?: boolean;
  readonly lsp?: boolean;
}

/** Lints definitions, or tells about rules; yields the exit code. */
export async function lint(files: readonly string[], options: LintOptions): Promise<number> {
  if (options.explain !== undefined && explainBuiltIn(options.explain)) return EXIT.ok;
  const configured = await configuredLint(options.config);
  const format = options.json === true ? 'json' : options.format;
  const makeRulesets = (): Rulesets => new Rulesets(options.ruleset, configured?.ruleset, options.allowCode === true);
  if (options.lsp === true) return await serve(makeRulesets, options.waivers ?? configured?.waivers);
  const rulesets = makeRulesets();
  if (options.explain !== undefined) return await explainRule(options.explain, rulesets);
  if (options.listRules === true) return await listRules(rulesets, format === 'json');

  const failSeverity = options.failSeverity ?? configured?.failSeverity ?? 'error';
  const failScore = options.failScore ?? configured?.failScore ?? 0;
  const waivers = options.waivers ?? configured?.waivers;
  const report = await runLint(inputsOf(files, configured), rulesets, { ...options, waivers, failSeverity });
  for (const output of options.output ?? []) write(output, report);
  process.stdout.write(render(format, report, options.quiet === true));
  return fails(report, failScore) ? EXIT.failed : EXIT.ok;
}

async function serve(rulesets: () => Rulesets, waivers: string | undefined): Promise<number> {
  const [{ serveEditor }, { FramingError }] = await Promise.all([
    import('../lint/language-server/server.ts'),
    import('../lint/language-server/framing.ts'),
  ]);
  const write = (text: string): void => void process.stdout.write(text);
  try {
    const ended = await serveEditor({ rulesets, waivers, input: process.stdin as AsyncIterable<Uint8Array>, write });
    return ended ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (error instanceof FramingError) throw new CommandError(`the editor does not keep to the protocol: ${error.message}`);
    throw error;
  }
}

function fails({ files, failSeverity }: LintReport, failScore: number): boolean {
  return files.some(
    ({ results, score, incomplete }) =>
      incomplete || results.some(({ severity }) => atLeast(severity, failSeverity)) || score.total < failScore,
  );
}

function write({ format, file }: Output, report: LintReport): void {
  try {
    writeFileSync(file, render(format, report, false));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CommandError(`${file} cannot be written (${code})`, { exitCode: EXIT.unavailable });
  }
}
