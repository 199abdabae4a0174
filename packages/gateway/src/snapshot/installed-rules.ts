import type { Problem } from '@airside/domain';

import type { RuleOptions } from '../policies/firewall/rule-sources.ts';

const INSTALLED = 'installed:';

/** Where a rule set is that a configuration names by `installed:NAME`. */
export interface InstalledRuleSet {
  /** Its folder; undefined where there is none. */
  readonly directory: string | undefined;
  /** Files that say which folder it is, absolute: to be watched. */
  readonly files: readonly string[];
  /** What is wrong where there is none. */
  readonly problem: Pick<Problem, 'message' | 'hint'> | undefined;
}

/** Finds an installed rule set by its name, for a configuration whose `store.directory` is the (absolute) data directory. */
export type FindInstalledRules = (name: string, dataDirectory: string) => InstalledRuleSet;

/** What finds nothing, for those who keep no rule sets. */
export const findNoInstalledRules: FindInstalledRules = () => ({
  directory: undefined,
  files: [],
  problem: { message: 'installed rule sets are not looked up here', hint: 'name the directory of the rule set' },
});

/** The options of a firewall with the folder of the rule set in the place of its name, where they name one. */
export function withInstalledRules<T extends RuleOptions>(
  options: T,
  find: (name: string) => InstalledRuleSet,
): { readonly options: T; readonly installed: InstalledRuleSet | undefined } {
  if (options.crs?.startsWith(INSTALLED) !== true) return { options, installed: undefined };
  const installed = find(options.crs.slice(INSTALLED.length));
  return { options: installed.directory === undefined ? options : { ...options, crs: installed.directory }, installed };
}
