import { compareVersions } from './compare-versions.ts';
import { contentDigest } from './file-collector.ts';
import { isUrl, shownLocation } from './location.ts';
import { nameOf, versionOf } from './naming.ts';
import type { ObtainedRuleSet } from './obtain.ts';
import { readDirectory } from './read-directory.ts';
import { RuleStoreError } from './rule-store-error.ts';
import type { StoredRuleSet, StoredVersion } from './state.ts';
import type { RuleStore, RuleStoreChanges } from './store.ts';
import { assertNotPinned, withActive, withInstalled } from './transitions.ts';

/** What a rule set turned out to be when it was tried. */
export interface ExaminedRuleSet {
  readonly ruleCount: number;
  /** What it calls itself. */
  readonly name: string | undefined;
  readonly version: string | undefined;
}

export interface InstallRequest {
  readonly obtained: ObtainedRuleSet;
  /** Tries the files in a folder. Throws where they are not to be used. */
  readonly examine: (directory: string) => ExaminedRuleSet;
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** To be used again by an update; the location is absolute, or a URL. */
  readonly signature: StoredRuleSet['signature'];
  /** Refuses what is older than the active version: an old archive with a valid signature is still old. */
  readonly onlyNewer: boolean;
}

export interface InstallOutcome {
  readonly name: string;
  readonly version: string;
  /** What was active before; the same version where nothing changed, undefined for a new rule set. */
  readonly before: string | undefined;
  readonly ruleCount: number;
}

/**
 * Tries a rule set, stores it and makes it the active version of its name. Where anything is wrong with it, nothing changes, and this
 * throws.
 */
export function installRuleSet(store: RuleStore, request: InstallRequest): InstallOutcome {
  return store.change((changes) => {
    const { obtained } = request;
    const staged = changes.stage(obtained.files);
    const examined = request.examine(staged);
    const unnamed = { name: examined.name, version: examined.version, title: obtained.title, contents: obtained.contents };
    const name = nameOf(unnamed, request.name);
    const set = changes.state.sets.find((candidate) => candidate.name === name);
    const outcome = { name, before: set?.active, ruleCount: examined.ruleCount };
    const kept = set?.versions.find(({ version, contents }) => contents === obtained.contents && version === (request.version ?? version));
    if (set !== undefined && kept?.version !== set.active) {
      assertNotPinned(set);
      if (request.onlyNewer) assertNotOlder(set, kept?.version ?? versionOf(unnamed, request.version));
    }
    if (kept !== undefined) {
      const damaged = isDamaged(store.directoryOf(name, kept.version), kept.contents);
      changes.commit(withActive(changes.state, name, kept.version), damaged ? { staged, name, version: kept.version } : undefined);
      return { ...outcome, version: kept.version };
    }
    const version = freeVersion(set, versionOf(unnamed, request.version), request);
    add(changes, staged, name, { ...storedVersion(obtained, examined), version }, request.signature);
    return { ...outcome, version };
  });
}

function add(
  changes: RuleStoreChanges,
  staged: string,
  name: string,
  installed: StoredVersion,
  signature: StoredRuleSet['signature'],
): void {
  const recorded = signature && {
    ...signature,
    location: isUrl(signature.location) ? shownLocation(signature.location) : signature.location,
  };
  changes.commit(withInstalled(changes.state, name, installed, recorded), { staged, name, version: installed.version });
}

function storedVersion(
  { source, sha256, contents, proof }: ObtainedRuleSet,
  { ruleCount }: ExaminedRuleSet,
): Omit<StoredVersion, 'version'> {
  return { source, sha256, contents, proof, ruleCount, installedAt: new Date().toISOString() };
}

/** A version stands for one content: where the name is taken, digits of the digest tell the two apart. */
function freeVersion(set: StoredRuleSet | undefined, wanted: string, { version: asked, obtained }: InstallRequest): string {
  const isTaken = (version: string) => set?.versions.some((kept) => kept.version === version) === true;
  if (!isTaken(wanted)) return wanted;
  if (asked === undefined) return `${wanted.slice(0, 50)}+${obtained.contents.slice(0, 8)}`;
  throw new RuleStoreError('refused', `version ${asked} of ${set?.name} is there already, with other content`, {
    hint: 'give another version',
  });
}

function assertNotOlder({ name, active }: StoredRuleSet, version: string): void {
  if (compareVersions(version, active) >= 0) return;
  throw new RuleStoreError('refused', `${version} is older than ${active}, the active version of ${name}`, {
    hint: '`airside rules install` takes it all the same, `airside rules rollback` goes back to the version before',
  });
}

function isDamaged(directory: string, contents: string): boolean {
  try {
    return contentDigest(readDirectory(directory)) !== contents;
  } catch {
    return true;
  }
}
