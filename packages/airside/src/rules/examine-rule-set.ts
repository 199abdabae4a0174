import type { ExaminedRuleSet } from '@airside/control';
import { formatProblem, type Problem } from '@airside/domain';
import { loadRuleSet } from '@airside/gateway';
import { RuleSetError } from '@airside/seclang';

import { CommandError } from '../exit.ts';
import { counted, note, printable } from '../terminal.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';
import { ownNames, RULE_SET, ruleSetFiles } from './rule-set-files.ts';

const MOST_SHOWN = 50;
const CORE_RULE_SET = /^OWASP_CRS\/(\S+)$/;

export interface LoadedRuleSet extends ExaminedRuleSet {
  readonly rules: RuleIndex;
  /** `file:line: …`, the file relative to the rule set. */
  readonly warnings: readonly string[];
}

/**
 * Loads the rule set in a folder as the firewall of the gateway would. What is wrong is told line by line (on standard error), and this
 * throws a CommandError then.
 */
export function examineRuleSet(directory: string, tell: (line: string) => void = note): LoadedRuleSet {
  const files = ruleSetFiles(directory);
  try {
    const ruleSet = loadRuleSet(RULE_SET, files);
    const rules = indexRules(ruleSet, files);
    const version = ruleSet.settings.componentSignatures.map((text) => CORE_RULE_SET.exec(text)?.[1]).find((found) => found !== undefined);
    return {
      ruleCount: rules.size,
      rules,
      name: version === undefined ? undefined : 'crs',
      version,
      warnings: ruleSet.warnings.map((warning) => shown('warning', warning)),
    };
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw new CommandError(`the rule set cannot be loaded: ${ownNames((error as Error).message)}`);
    for (const problem of error.problems.slice(0, MOST_SHOWN)) tell(shown('error', problem));
    throw new CommandError(`the rule set cannot be loaded (${counted(error.problems.length, 'problem')})`, {
      hint: 'nothing has changed; the problems are above',
    });
  }
}

function shown(severity: Problem['severity'], { file, line, message }: Pick<Problem, 'file' | 'line' | 'message'>): string {
  return formatProblem({ severity, file: printable(ownNames(file)), line, column: 1, pointer: '', message: printable(ownNames(message)) });
}
