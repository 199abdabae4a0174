import { installRuleSet, obtainRuleSet, openRuleStore, type RuleSetRequest, type RuleStore, shownLocation } from '@airside/control';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { assertServable } from '../rules/assert-servable.ts';
import { examineRuleSet, type LoadedRuleSet } from '../rules/examine-rule-set.ts';
import { type InstallReport, reportLines, reportOf } from '../rules/install-outcome.ts';
import { requestOf, type SourceOptions } from '../rules/rule-set-source.ts';
import { runOwnTests } from '../rules/run-own-tests.ts';
import { withRuleSets } from '../rules/with-rule-sets.ts';
import { progress } from '../terminal.ts';
import { openDataDirectory } from '../up/data-directory.ts';

export interface InstallOptions extends DataDirectoryOptions, SourceOptions {
  readonly name?: string;
  /** The version under which it is kept. */
  readonly as?: string;
  readonly tests?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** Stores a rule set and makes it the active version, once it has been proved, loaded and tested. */
export async function installRules(source: string, options: InstallOptions): Promise<void> {
  await withRuleSets(async () => {
    const store = openRuleStore(openDataDirectory(await dataDirectoryOf(options)));
    const report = await installFrom(store, requestOf(source, options), options, false);
    if (options.json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else process.stdout.write(`${reportLines(report, options.verbose === true).join('\n')}\n`);
    await assertServable(report.name, report.version, options);
  });
}

/** Obtains, tries and installs; `onlyNewer` refuses what is older than the active version. */
export async function installFrom(
  store: RuleStore,
  request: RuleSetRequest,
  options: Pick<InstallOptions, 'name' | 'as' | 'tests'>,
  onlyNewer: boolean,
): Promise<InstallReport> {
  progress(`reading ${shownLocation(request.source)}`);
  const obtained = await obtainRuleSet(request);
  const { name, as: version, tests } = options;
  const trials: { loaded: LoadedRuleSet; testsPassed: number | null }[] = [];
  const examine = (directory: string): LoadedRuleSet => {
    progress('trying its rules');
    const loaded = examineRuleSet(directory);
    trials.push({ loaded, testsPassed: tests === undefined ? null : runOwnTests(directory, tests) });
    return loaded;
  };
  const outcome = installRuleSet(store, { obtained, examine, name, version, signature: request.signature, onlyNewer });
  const [trial] = trials;
  if (trial === undefined) throw new Error('the rule set was installed without a trial');
  return reportOf(store, outcome, trial.loaded, trial.testsPassed);
}
