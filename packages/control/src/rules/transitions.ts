import { RuleStoreError } from './rule-store-error.ts';
import type { StoredRuleSet, StoredVersion, StoreState } from './state.ts';

/** So many versions of a rule set are kept. */
export const MOST_VERSIONS = 5;

/**
 * A version that is new becomes the active one of a rule set, which is new or not pinned. The oldest versions beyond those to keep are
 * let go.
 */
export function withInstalled(
  state: StoreState,
  name: string,
  installed: StoredVersion,
  signature: StoredRuleSet['signature'],
): StoreState {
  const set = state.sets.find((candidate) => candidate.name === name);
  const checks = signature ?? set?.signature;
  const base: StoredRuleSet = set ?? { name, active: installed.version, previous: [], pinned: false, versions: [] };
  const added = {
    name,
    active: base.active,
    previous: base.previous,
    pinned: base.pinned,
    ...(checks !== undefined && { signature: checks }),
    versions: [installed, ...base.versions],
  };
  return replaced(state, pruned(activated(added, installed.version)));
}

/** A version that is kept becomes the active one, with what is known of its origin now. */
export function withKept(state: StoreState, name: string, kept: StoredVersion, signature: StoredRuleSet['signature']): StoreState {
  const set = ruleSetIn(state, name);
  const versions = set.versions.map((stored) => (stored.version === kept.version ? kept : stored));
  const checks = signature ?? set.signature;
  return replaced(state, activated({ ...set, versions, ...(checks !== undefined && { signature: checks }) }, kept.version));
}

/** The version before becomes the active one again. */
export function rolledBack(state: StoreState, name: string): StoreState {
  const set = ruleSetIn(state, name);
  const [before, ...previous] = set.previous;
  if (before === undefined) throw new RuleStoreError('refused', `there is no version of ${name} before ${set.active} to go back to`);
  return replaced(state, { ...activated(set, before), previous });
}

/** Keeps the active version, or the one that is named, the active one until it is unpinned. */
export function pinned(state: StoreState, name: string, version?: string): StoreState {
  const set = ruleSetIn(state, name);
  const wanted = version ?? set.active;
  assertKept(set, wanted);
  return replaced(state, { ...activated({ ...set, pinned: false }, wanted), pinned: true });
}

export function unpinned(state: StoreState, name: string): StoreState {
  return replaced(state, { ...ruleSetIn(state, name), pinned: false });
}

/** Lets a version go that is not the active one. */
export function withoutVersion(state: StoreState, name: string, version: string): StoreState {
  const set = ruleSetIn(state, name);
  assertKept(set, version);
  if (set.active === version) {
    throw new RuleStoreError('refused', `version ${version} of ${name} is the active one`, {
      hint: 'roll back, or install another one, before it is removed',
    });
  }
  return replaced(
    state,
    withVersions(set, (candidate) => candidate !== version),
  );
}

/** The rule set of a name. Throws a RuleStoreError where there is none. */
export function ruleSetIn(state: StoreState, name: string): StoredRuleSet {
  const set = state.sets.find((candidate) => candidate.name === name);
  if (set !== undefined) return set;
  const names = state.sets.map((candidate) => candidate.name);
  throw new RuleStoreError('refused', `there is no rule set ${JSON.stringify(name)}`, {
    hint: names.length === 0 ? 'none is installed: `airside rules install` does it' : `installed are: ${names.join(', ')}`,
  });
}

/** Throws a RuleStoreError where the active version of a rule set is to stay. */
export function assertNotPinned({ name, active, pinned }: StoredRuleSet): void {
  if (pinned)
    throw new RuleStoreError('refused', `${name} is pinned to ${active}`, { hint: `\`airside rules unpin ${name}\` lets it change` });
}

function assertKept({ name, versions }: StoredRuleSet, version: string): void {
  if (versions.some((stored) => stored.version === version)) return;
  throw new RuleStoreError('refused', `there is no version ${JSON.stringify(version)} of ${name}`, {
    hint: `kept are: ${versions.map((stored) => stored.version).join(', ')}`,
  });
}

function activated(set: StoredRuleSet, version: string): StoredRuleSet {
  if (version === set.active) return set;
  assertNotPinned(set);
  return { ...set, active: version, previous: [set.active, ...set.previous.filter((name) => name !== set.active && name !== version)] };
}

/** The active version and the one before stay, whatever their age. */
function pruned(set: StoredRuleSet): StoredRuleSet {
  const needed = [set.active, ...set.previous.slice(0, 1)];
  const others = set.versions.map(({ version }) => version).filter((version) => !needed.includes(version));
  const kept = new Set([...needed, ...others.slice(0, MOST_VERSIONS - needed.length)]);
  return withVersions(set, (version) => kept.has(version));
}

function withVersions(set: StoredRuleSet, isKept: (version: string) => boolean): StoredRuleSet {
  return { ...set, previous: set.previous.filter(isKept), versions: set.versions.filter(({ version }) => isKept(version)) };
}

function replaced(state: StoreState, set: StoredRuleSet): StoreState {
  const others = state.sets.filter(({ name }) => name !== set.name);
  return { ...state, sets: [...others, set].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
