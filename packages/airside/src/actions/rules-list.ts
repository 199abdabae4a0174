import { openRuleStore, type StoredRuleSet } from '@airside/control';

import { calledAs } from '../called-as.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { withRuleSets } from '../rules/with-rule-sets.ts';
import { columns, printable } from '../terminal.ts';

export interface ListOptions extends DataDirectoryOptions {
  readonly json?: boolean;
}

/** Prints which rule sets are installed, in which versions. */
export async function listRules(options: ListOptions): Promise<void> {
  await withRuleSets(async () => {
    const { sets } = openRuleStore(await dataDirectoryOf(options)).state();
    process.stdout.write(options.json === true ? `${JSON.stringify({ sets: sets.map(described) }, null, 2)}\n` : `${table(sets)}\n`);
  });
}

/** Without keys and signatures, which only matter to an update. */
function described({ name, active, previous, pinned, versions }: StoredRuleSet): object {
  return { name, active, pinned, previous, versions };
}

function table(sets: readonly StoredRuleSet[]): string {
  if (sets.length === 0) return `no rule set is installed: \`${calledAs()} rules install\` does it`;
  const rows = sets.flatMap((set) =>
    set.versions.map(({ version, ruleCount, installedAt, proof, source }) => [
      set.name,
      version,
      stateOf(set, version),
      String(ruleCount),
      installedAt,
      proof === 'none' ? 'not proved' : `by ${proof}`,
      printable(source),
    ]),
  );
  return columns([['name', 'version', 'state', 'rules', 'installed', 'proof', 'source'], ...rows]);
}

function stateOf({ active, previous, pinned }: StoredRuleSet, version: string): string {
  if (version === active) return pinned ? 'active, pinned' : 'active';
  return version === previous[0] ? 'before' : 'kept';
}
