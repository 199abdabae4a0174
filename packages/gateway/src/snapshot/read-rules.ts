import { dirname, isAbsolute } from 'node:path';

import type { Configuration, Problem, SourceDocument } from '@airside/domain';
import { loadRules, type RuleSet, RuleSetError } from '@airside/seclang';

import type { FirewallOptions } from '../policies/firewall/options.ts';
import { ruleSources } from '../policies/firewall/rule-sources.ts';
import type { LoadedRules } from './bundle.ts';
import { loadedRules, type RecordedFiles, recordFiles, rememberCompiled } from './rule-files.ts';

const MOST_REMEMBERED = 8;
const MOST_PROBLEMS = 50;

interface CompiledRules {
  readonly loaded: LoadedRules;
  readonly ruleSet: RuleSet;
}

/** What was compiled last, by its sources: a configuration that is read again with the same rules compiles none. */
const remembered = new Map<string, CompiledRules>();

export interface ReadRules {
  readonly ruleSets: Readonly<Record<string, LoadedRules>>;
  /** Digest of the rule set by id of the API. */
  readonly firewall: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Files that were read and directories whose files patterns name. */
  readonly files: readonly string[];
  /** The rule set that was compiled to try the rules. */
  readonly compiled: (loaded: LoadedRules) => RuleSet;
}

/** Reads and compiles the rules of every API that has a firewall; what is wrong with them is told in the line of the rule file. */
export function readRules(configuration: Configuration, document: SourceDocument, directory: string): ReadRules {
  const problems = new Map<string, Problem>();
  const add = (problem: Problem) => problems.set(JSON.stringify(problem), problem);
  const files = new Set<string>();
  const results = new Map<string, CompiledRules | undefined>();
  const firewall: Record<string, string> = {};
  const sets = new Map<string, CompiledRules>();

  for (const [id, { policies }] of Object.entries(configuration.apis)) {
    const options = policies['firewall'] as FirewallOptions;
    if (options.mode === 'off') continue;
    const place = ['apis', id, 'policies', 'firewall'];
    const recorded = recordFiles();
    const { sources, missing } = ruleSources(options, directory, recorded);
    for (const { path, message } of missing) add(document.problem([...place, ...path], { message, expected: 'rule files' }));
    const key = JSON.stringify(sources);
    if (missing.length === 0 && !results.has(key)) {
      results.set(
        key,
        compiled(key, sources, recorded, (problem) => add(isAbsolute(problem.file) ? problem : document.problem(place, problem))),
      );
    }
    for (const file of recorded.asked) files.add(file);
    for (const pattern of recorded.lists.keys()) files.add(dirname(pattern));
    const result = results.get(key);
    if (result === undefined) continue;
    firewall[id] = result.loaded.digest;
    sets.set(result.loaded.digest, result);
    for (const { file, line, message } of result.ruleSet.warnings) add(inRuleFile('warning', file, line, message));
  }
  return {
    ruleSets: Object.fromEntries([...sets].map(([digest, { loaded }]) => [digest, loaded])),
    firewall,
    problems: [...problems.values()],
    files: [...files],
    compiled: ({ digest }) => {
      const found = sets.get(digest);
      if (found === undefined) throw new Error('the rules were not read with this configuration');
      return found.ruleSet;
    },
  };
}

function compiled(
  key: string,
  sources: LoadedRules['sources'],
  recorded: RecordedFiles,
  report: (problem: Problem) => void,
): CompiledRules | undefined {
  const known = remembered.get(key);
  if (known !== undefined && isUnchanged(known.loaded, recorded)) return known;
  try {
    const ruleSet = loadRules(sources, { files: recorded });
    const result = { loaded: loadedRules(sources, recorded), ruleSet };
    rememberCompiled(result.loaded, ruleSet);
    remembered.delete(key);
    remembered.set(key, result);
    for (const oldest of [...remembered.keys()].slice(0, -MOST_REMEMBERED)) remembered.delete(oldest);
    return result;
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error;
    for (const { file, line, message } of error.problems.slice(0, MOST_PROBLEMS)) report(inRuleFile('error', file, line, message));
    return undefined;
  }
}

/** Reads again what was read then. */
function isUnchanged(loaded: LoadedRules, recorded: RecordedFiles): boolean {
  try {
    const sameLists = Object.entries(loaded.lists).map(([pattern, list]) => recorded.list(pattern).join('\0') === list.join('\0'));
    const sameFiles = Object.entries(loaded.files).map(([file, content]) => recorded.read(file) === content);
    return [...sameLists, ...sameFiles].every(Boolean);
  } catch {
    return false;
  }
}

function inRuleFile(severity: Problem['severity'], file: string, line: number, message: string): Problem {
  return { severity, file, line, column: 1, pointer: '', message };
}
