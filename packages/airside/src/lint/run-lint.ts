import { resolve } from 'node:path';

import { type Problem, suggest } from '@airside/domain/text';
import {
  type Linted,
  type LintResult,
  type LintSeverity,
  lint as lintFile,
  lintText,
  matchesGlob,
  type Ruleset,
  scoreOf,
  type Waiver,
} from '@airside/openapi/linting';

import { CommandError, EXIT } from '../exit.ts';
import { note, printable, progress, shortPath } from '../terminal.ts';
import type { Input } from './inputs.ts';
import type { FileReport, LintReport } from './lint-report.ts';
import { problemText, type Rulesets } from './rulesets.ts';
import { readStandardInput } from './standard-input.ts';
import { WaiverFiles } from './waiver-files.ts';

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
  /** The file of waivers for it. */
  readonly waivers: string | undefined;
  readonly linted: Linted;
}

/** Lints definitions one after the other and lays the waivers over all results together. */
export async function runLint(inputs: readonly Input[], rulesets: Rulesets, options: RunOptions): Promise<LintReport> {
  const waiverFiles = new WaiverFiles(options.waivers);
  const runs: Run[] = [];
  for (const input of inputs) {
    if (inputs.length > 1) progress(`linting ${printable(shortPath(input))}`);
    runs.push(await lintOne(input, rulesets, waiverFiles, options.stdinFile));
  }
  assertRulesKnown([...(options.only ?? []), ...(options.skip ?? [])], runs);

  const byWaivers = Map.groupBy(runs, ({ waivers }) => waivers);
  const { waiverOf, reports } = waiverFiles.apply(
    new Map([...byWaivers].map(([file, group]) => [file, group.flatMap(({ linted }) => linted.results)])),
  );
  const wanted = chosenBy(options);
  return { files: runs.map((run) => fileReport(run, wanted, waiverOf)), failSeverity: options.failSeverity, waivers: reports };
}

function fileReport(
  { file, ruleset, linted }: Run,
  wanted: (result: Pick<LintResult, 'code'>) => boolean,
  waiverOf: ReadonlyMap<LintResult, Waiver>,
): FileReport {
  const rules = ruleset
    .forFile(file)
    .rules.filter(({ enabled, severity, name }) => enabled && severity !== 'off' && wanted({ code: name }));
  const chosen = linted.results.filter(wanted);
  const standing = chosen.filter((result) => !waiverOf.has(result));
  const waived = chosen.flatMap((result) => {
    const waiver = waiverOf.get(result);
    return waiver === undefined ? [] : [{ result, waiver }];
  });
  return {
    file,
    ruleset: ruleset.location,
    rules,
    results: standing,
    waived,
    score: scoreOf(standing, rules, linted.size),
    unwaivedScore: scoreOf(chosen, rules, linted.size).total,
    incomplete: linted.problems.length > 0 || linted.size === 0,
  };
}

async function lintOne(input: Input, rulesets: Rulesets, waiverFiles: WaiverFiles, stdinFile: string | undefined): Promise<Run> {
  const file = input === '-' ? (stdinFile === undefined ? '' : resolve(stdinFile)) : input;
  const ruleset = await rulesets.for(file);
  const waivers = await waiverFiles.for(file);
  const linted =
    input === '-' ? await lintText(await readStandardInput(), ruleset, file === '' ? {} : { file }) : await lintFile(input, ruleset);
  for (const problem of linted.problems) note(problemText(problem));
  if (linted.problems.some(isUnreadable)) throw new CommandError(`${shortPath(input)} cannot be linted`, { exitCode: EXIT.unavailable });
  return { file, ruleset, waivers, linted };
}

function isUnreadable({ severity }: Problem): boolean {
  return severity === 'error';
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
