import {
  openRuleStore,
  pinned,
  rolledBack,
  ruleSetIn,
  type StoredRuleSet,
  type StoreState,
  unpinned,
  withoutVersion,
} from '@airside/control';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { assertServable } from '../rules/assert-servable.ts';
import { withRuleSets } from '../rules/with-rule-sets.ts';

export interface VersionOptions extends DataDirectoryOptions {
  readonly json?: boolean;
}

/** Makes the version before the active one again; the rule set need not be named where there is only one. */
export async function rollBackRules(name: string | undefined, options: VersionOptions): Promise<void> {
  await change(name, options, rolledBack, ({ active }, before) => `${active} is active again; before it: ${before.active}`);
}

/** Keeps a version active until it is unpinned. */
export async function pinRules(name: string, version: string | undefined, options: VersionOptions): Promise<void> {
  const pin = (state: StoreState, set: string) => pinned(state, set, version);
  await change(name, options, pin, ({ active }) => `${active} is active and pinned`);
}

export async function unpinRules(name: string, options: VersionOptions): Promise<void> {
  await change(name, options, unpinned, ({ active }) => `${active} is active and not pinned`);
}

/** Removes a version that is not the active one. */
export async function removeRules(name: string, version: string, options: VersionOptions): Promise<void> {
  const remove = (state: StoreState, set: string) => withoutVersion(state, set, version);
  await change(name, options, remove, ({ active }) => `${version} is removed; ${active} is active`);
}

async function change(
  name: string | undefined,
  options: VersionOptions,
  transition: (state: StoreState, name: string) => StoreState,
  said: (after: StoredRuleSet, before: StoredRuleSet) => string,
): Promise<void> {
  await withRuleSets(async () => {
    const store = openRuleStore(await dataDirectoryOf(options));
    const known = store.state();
    // What is not there is no reason to make a store.
    const wanted = ruleSetIn(known, name ?? onlyName(known)).name;
    const { examineRuleSet } = await import('../rules/examine-rule-set.ts');
    const { before, after } = store.change(({ state, commit }) => {
      const before = ruleSetIn(state, wanted);
      const next = transition(state, before.name);
      const after = ruleSetIn(next, before.name);
      // What becomes active is tried again: its files may have been damaged.
      if (after.active !== before.active) examineRuleSet(store.directoryOf(after.name, after.active));
      commit(next);
      return { before, after };
    });
    const result = { name: after.name, active: after.active, pinned: after.pinned, before: before.active };
    process.stdout.write(options.json === true ? `${JSON.stringify(result)}\n` : `${after.name} ${said(after, before)}\n`);
    if (after.active !== before.active) await assertServable(after.name, after.active, options);
  });
}

function onlyName({ sets }: StoreState): string {
  const [only, ...others] = sets.map(({ name }) => name);
  if (only !== undefined && others.length === 0) return only;
  const hint = only === undefined ? 'none is installed: `airside rules install` does it' : `installed are: ${[only, ...others].join(', ')}`;
  throw new CommandError('name the rule set', { exitCode: EXIT.usage, hint });
}
