import { openRuleStore, type RuleStore, ruleSetIn, type StoredRuleSet } from '@airside/control';

import { dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { assertServable } from '../rules/assert-servable.ts';
import { type InstallReport, reportLines } from '../rules/install-outcome.ts';
import { recordedRequest, requestOf } from '../rules/rule-set-source.ts';
import { withRuleSets } from '../rules/with-rule-sets.ts';
import { note } from '../terminal.ts';
import { type InstallOptions, installFrom } from './rules-install.ts';

export type UpdateOptions = Omit<InstallOptions, 'name'>;

/**
 * Looks again where a rule set came from, or elsewhere, and installs what is newer; without a name, for all that are not pinned. Yields
 * the exit code.
 */
export async function updateRules(name: string | undefined, source: string | undefined, options: UpdateOptions): Promise<number> {
  return withRuleSets(async () => {
    const store = openRuleStore(await dataDirectoryOf(options));
    if (name !== undefined) {
      const report = await update(store, ruleSetIn(store.state(), name), source, options);
      print([report], options);
      await assertServable(report.name, report.version, options);
      return EXIT.ok;
    }
    return updateAll(store, options);
  });
}

async function updateAll(store: RuleStore, options: UpdateOptions): Promise<number> {
  const { sets } = store.state();
  if (options.sha256 !== undefined || options.signature !== undefined || options.as !== undefined) {
    throw new CommandError('a checksum, a signature or a version is that of one rule set: name it', { exitCode: EXIT.usage });
  }
  const reports: InstallReport[] = [];
  let exitCode: number = EXIT.ok;
  for (const set of sets) {
    if (set.pinned) {
      note(`${set.name} is pinned to ${set.active}: it is left as it is`);
      continue;
    }
    try {
      reports.push(await withRuleSets(() => update(store, set, undefined, options)));
    } catch (error) {
      // The others are looked at all the same.
      if (!(error instanceof CommandError)) throw error;
      note(`airside: ${set.name}: ${error.message}`);
      if (error.hint !== undefined) note(`         ${error.hint}`);
      exitCode = Math.max(exitCode, error.exitCode);
    }
  }
  print(reports, options);
  for (const { name, version } of reports) await assertServable(name, version, options);
  return exitCode;
}

async function update(store: RuleStore, set: StoredRuleSet, source: string | undefined, options: UpdateOptions): Promise<InstallReport> {
  if (set.pinned) {
    throw new CommandError(`${set.name} is pinned to ${set.active}`, { hint: `\`airside rules unpin ${set.name}\` lets it change` });
  }
  const request = source === undefined ? recordedRequest(set, options) : requestOf(source, options, set.signature);
  return installFrom(store, request, { ...options, name: set.name }, true);
}

function print(reports: readonly InstallReport[], { json, verbose }: UpdateOptions): void {
  if (json === true) process.stdout.write(`${JSON.stringify({ sets: reports }, null, 2)}\n`);
  else for (const report of reports) process.stdout.write(`${reportLines(report, verbose === true).join('\n')}\n`);
}
