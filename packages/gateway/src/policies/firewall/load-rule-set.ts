import { loadRules, type RuleFiles, type RuleSet } from '@airside/seclang';

import { firewallOptions } from './options.ts';
import { ruleSources } from './rule-sources.ts';

/**
 * A rule set in the form of the Core Rule Set, with all that the firewall puts around it, to try whether it could be applied: `folder` is
 * where `files` have it. Throws a RuleSetError, or an Error where files are missing.
 */
export function loadRuleSet(folder: string, files: RuleFiles): RuleSet {
  const { sources, missing } = ruleSources(firewallOptions.parse({ crs: folder }), folder, files);
  if (missing[0] !== undefined) throw new Error(missing[0].message);
  return loadRules(sources, { files });
}
