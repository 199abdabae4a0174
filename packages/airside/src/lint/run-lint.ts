import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Problem, suggest } from '@airside/domain';
import {
  applyWaivers,
  type Linted,
  type LintResult,
  type LintSeverity,
  lint as lintFile,
  lintText,
  matchesGlob,
  parseWaivers,
  type Ruleset,
  scoreOf,
  type Waivers,
} from '@airside/openapi';

import { CommandError, EXIT } from '../exit.ts';
import { note, printable, progress, shortPath } from '../terminal.ts';
import { type Input, waiversFile } from './inputs.ts';
import type { FileReport, LintReport } from './lint-report.ts';
import { problemText, type Rulesets } from './rulesets.ts';
import { readStandardInput } from './standard-input.ts';

export interface RunOptions {
  readonly waivers: string | undefined;
  readonly failSeverity: LintSeverity | 'never';
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly stdinFile?: string;
}

interface Run {
  readonly file: string;
  readonly ruleset: Ruleset;
  readonly linted: Linted;
}

/** Lints definitions one after the other and lays the waivers over all results together. */
export async function runLint(inputs: readonly Input[], rulesets: Rulesets, options: RunOptions): Promise<LintReport> {
  const waivers = readWaivers(options.waivers);
  const runs: Run[] = [];
  for (const input of inputs) {
    if (inputs.length > 1) progress(`linting ${printable(shortPath(input))}`);
    runs.push(await lintOne(input, rulesets, options.stdinFile));
  }
  assertRulesKnown([...(options.only ?? []), ...(options.skip ?? [])], runs);

  const all = runs.flatMap(({ linted }) => linted.results);
  const today = new Date().toISOString().slice(0, 10);
  const outcome = waivers === undefined ? undefined : applyWaivers(all, waivers, today);
  const waiverOf = new Map(outcome?.waived.map(({ result, waiver }) => [result, waiver]));
  const wanted = chosenBy(options);
  const files = runs.map(({ file, ruleset, linted }): FileReport => {
    const chosen = linted.results.filter(wanted);
    const standing = chosen.filter((result) => !waiverOf.has(result));
    const rules = ruleset
      .forFile(file)
      .rules.filter(({ enabled, severity, name }) => enabled && severity !== 'off' && wanted({ code: name }));
    const names = rules.map(({ name }) => name);
    return {
      file,
      ruleset: ruleset.location,
      rules,
      results: standing,
      waived: chosen.flatMap((result) => {
        const waiver = waiverOf.get(result);
        return waiver === undefined ? [] : [{ result, waiver }];
      }),
      score: scoreOf(standing, names, linted.size),
      unwaivedScore: scoreOf(chosen, names, linted.size).total,
      incomplete: linted.problems.length > 0,
    };
  });
  return {
    files,
    failSeverity: options.failSeverity,
    waivers: waivers && outcome && { file: waivers.file, expired: outcome.expired, unused: outcome.unused },
  };
}

async function lintOne(input: Input, rulesets: Rulesets, stdinFile: string | undefined): Promise<Run> {
  const file = input === '-' ? (stdinFile === undefined ? '' : resolve(stdinFile)) : input;
  const ruleset = await rulesets.for(file);
  const linted =
    input === '-' ? await lintText(await readStandardInput(), ruleset, file === '' ? {} : { file }) : await lintFile(input, ruleset);
  for (const problem of linted.problems) note(problemText(problem));
  if (linted.problems.some(isUnreadable)) throw new CommandError(`${shortPath(input)} cannot be linted`, { exitCode: EXIT.unavailable });
  return { file, ruleset, linted };
}

function isUnreadable({ severity }: Problem): boolean {
  return severity === 'error';
}

function readWaivers(asked: string | undefined): Waivers | undefined {
  const file = waiversFile(asked);
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CommandError(`${shortPath(file)} cannot be read (${code})`, { exitCode: EXIT.unavailable });
  }
  const { waivers, problems } = parseWaivers(file, text);
  for (const problem of problems) note(problemText(problem));
  if (waivers === undefined) throw new CommandError(`${shortPath(file)} has errors, so nothing is waived and nothing was linted`);
  return waivers;
}

/** A misspelt rule would choose nothing, and say that all is well. */
function assertRulesKnown(patterns: readonly string[], runs: readonly Run[]): void {
  const names = new Set(
    runs.flatMap(({ ruleset, linted }) =>
      [...ruleset.rules, ...linted.results.map(({ code }) => ({ name: code }))].map(({ name }) => name),
    ),
  );
  for (const pattern of patterns) {
    if ([...names].some((name) => matchesGlob(name, pattern))) continue;
    const near = suggest(pattern, names);
    throw new CommandError(`no rule of the rule set is called ${printable(pattern)}`, {
      exitCode: EXIT.usage,
      ...(near !== undefined && { hint: `did you mean ${near}?` }),
    });
  }
}

function chosenBy({ only, skip }: RunOptions): (result: Pick<LintResult, 'code'>) => boolean {
  const matches = (patterns: readonly string[], name: string): boolean => patterns.some((pattern) => matchesGlob(name, pattern));
  return ({ code }) => (only === undefined || matches(only, code)) && (skip === undefined || !matches(skip, code));
}
