import { resolve } from 'node:path';

import type { Problem } from '@airside/domain/text';

import { BUILT_IN } from './built-in.ts';
import { compileRuleset } from './compile.ts';
import { ProblemLog } from './problem-log.ts';
import { type ReadOptions, RulesetReader } from './read.ts';
import type { Ruleset } from './ruleset.ts';

export interface LoadedRuleset {
  /** Undefined when there are errors among the problems. */
  readonly ruleset?: Ruleset;
  readonly problems: readonly Problem[];
}

/**
 * Loads a rule set of Spectral's format with everything that it extends: a file of YAML or JSON, or the name of a built-in one
 * (`spectral:oas`). Never throws for bad input; touches the network never, and runs code only where `allowCode` says so.
 */
export async function loadRuleset(location: string, options: ReadOptions = {}): Promise<LoadedRuleset> {
  const log = new ProblemLog();
  const reader = new RulesetReader(log, options);
  const definition = await reader.read(BUILT_IN.has(location) ? location : resolve(location), undefined);
  const ruleset = definition && compileRuleset(definition, reader.files, log);
  const problems = log.problems();
  return ruleset === undefined || log.hasErrors ? { problems } : { ruleset, problems };
}
