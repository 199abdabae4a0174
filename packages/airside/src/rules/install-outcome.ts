import type { InstallOutcome, RuleStore } from '@airside/control';

import { counted } from '../terminal.ts';
import { compareRules, type RuleChanges } from './compare-rules.ts';
import { examineRuleSet, type LoadedRuleSet } from './examine-rule-set.ts';

/** What an installation or an update came to, as `--json` prints it. */
export interface InstallReport extends InstallOutcome {
  /** Compared with what was active before; null where there was nothing, or nothing that can be loaded. */
  readonly changes: RuleChanges | null;
  readonly warnings: readonly string[];
  /** Tests that passed; null where none were run. */
  readonly testsPassed: number | null;
}

export function reportOf(store: RuleStore, outcome: InstallOutcome, loaded: LoadedRuleSet, testsPassed: number | null): InstallReport {
  return { ...outcome, changes: changesOf(store, outcome, loaded), warnings: loaded.warnings, testsPassed };
}

/** The report for a person. */
export function reportLines(report: InstallReport, verbose: boolean): string[] {
  const { name, version, before, ruleCount, changes, warnings, testsPassed } = report;
  const tests = testsPassed === null ? '' : `, ${counted(testsPassed, 'test')} passed`;
  if (version === before) return [`${name} ${version} is active already: nothing has changed${tests}`];
  const was = before === undefined ? '' : `; before it: ${before}`;
  return [
    `${name} ${version} is active: ${counted(ruleCount, 'rule')}${tests}${was}`,
    ...(before === undefined ? [] : changeLines(changes, verbose)),
    ...(warnings.length === 0 || verbose ? warnings : [`${counted(warnings.length, 'warning')} (--verbose shows them)`]).map(indented),
  ];
}

function changeLines(changes: RuleChanges | null, verbose: boolean): string[] {
  if (changes === null) return [indented('the version before cannot be loaded, so the two are not compared')];
  const kinds = (['added', 'removed', 'changed'] as const).map((kind) => [kind, changes[kind]] as const);
  return [
    indented(kinds.map(([kind, ids]) => `${counted(ids.length, 'rule')} ${kind}`).join(', ')),
    ...(verbose ? kinds.filter(([, ids]) => ids.length > 0).map(([kind, ids]) => indented(`${kind}: ${ids.join(', ')}`)) : []),
  ];
}

function changesOf(store: RuleStore, { name, version, before }: InstallOutcome, loaded: LoadedRuleSet): RuleChanges | null {
  if (before === undefined) return null;
  if (before === version) return compareRules(loaded.rules, loaded.rules);
  const previous = indexOf(store.directoryOf(name, before));
  return previous === undefined ? null : compareRules(previous, loaded.rules);
}

function indexOf(directory: string): LoadedRuleSet['rules'] | undefined {
  try {
    return examineRuleSet(directory, () => undefined).rules;
  } catch {
    return undefined;
  }
}

function indented(line: string): string {
  return `  ${line}`;
}
