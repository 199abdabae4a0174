import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { openRuleStore, RuleStoreError, ruleSetIn } from '@airside/control';
import type { FindInstalledRules } from '@airside/gateway';

/** Finds installed rule sets in the data directory of the configuration, or in the one that is used instead of it. */
export function findInstalledRules(instead?: string): FindInstalledRules {
  return (name, dataDirectory) => {
    const store = openRuleStore(instead === undefined ? dataDirectory : resolve(instead));
    const files = [store.stateFile];
    try {
      const directory = store.directoryOf(name, ruleSetIn(store.state(), name).active);
      if (existsSync(directory)) return { directory, files, problem: undefined };
      return {
        directory: undefined,
        files: [...files, directory],
        problem: { message: `the rule set "${name}" is not in ${directory} any more`, hint: '`airside rules install` stores it again' },
      };
    } catch (error) {
      if (!(error instanceof RuleStoreError)) throw error;
      const { message, hint } = error;
      return { directory: undefined, files, problem: { message, ...(hint !== undefined && { hint }) } };
    }
  };
}
