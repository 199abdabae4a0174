import { compareVersions } from './compare-versions.ts';
import { contentDigest } from './file-collector.ts';
import { isUrl, shownLocation } from './location.ts';
import { nameOf, versionOf } from './naming.ts';
import type { ObtainedRuleSet } from './obtain.ts';
import { readDirectory } from './read-directory.ts';
import { RuleStoreError } from './rule-store-error.ts';
import type { StoredRuleSet, StoredVersion } from './state.ts';
import type { RuleStore } from './store.ts';
import { assertNotPinned, withInstalled, withKept } from './transitions.ts';

/** From the weakest to the strongest. */
const PROOFS: readonly ObtainedRuleSet['proof'][] = ['none', 'checksum', 'signature'];

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
    const kept = keptVersion(set, request);
    if (set !== undefined && kept?.version !== set.active) {
      assertNotPinned(set);
      if (request.onlyNewer) assertNotOlder(set, kept?.version ?? versionOf(unnamed, request.version));
    }
    if (kept !== undefined) {
      const damaged = isDamaged(store.directoryOf(name, kept.version), kept.contents);
      const proved = PROOFS.indexOf(obtained.proof) < PROOFS.indexOf(kept.proof) ? kept : { ...kept, ...originOf(obtained) };
      const state = withKept(changes.state, name, proved, recorded(request.signature));
      changes.commit(state, damaged ? { staged, name, version: kept.version } : undefined);
      return { ...outcome, version: kept.version };
    }
    const version = freeVersion(set, versionOf(unnamed, request.version), request);
    const { ruleCount } = examined;
    const installed = { version, ...originOf(obtained), contents: obtained.contents, ruleCount, installedAt: new Date().toISOString() };
    changes.commit(withInstalled(changes.state, name, installed, recorded(request.signature)), { staged, name, version });
    return { ...outcome, version };
  });
}

/** The version with the same content, if it is kept: the active one where there are several. */
function keptVersion(set: StoredRuleSet | undefined, { obtained, version: asked }: InstallRequest): StoredVersion | undefined {
  const same = set?.versions.filter(({ version, contents }) => contents === obtained.contents && version === (asked ?? version)) ?? [];
  return same.find(({ version }) => version === set?.active) ?? same[0];
}

function originOf({ source, sha256, proof }: ObtainedRuleSet): Pick<StoredVersion, 'source' | 'sha256' | 'proof'> {
  return { source, sha256, proof };
}

function recorded(signature: StoredRuleSet['signature']): StoredRuleSet['signature'] {
  if (signature === undefined || !isUrl(signature.location)) return signature;
  return { ...signature, location: shownLocation(signature.location) };
}

/** A version stands for one content: where the name is taken, digits of the digest tell the two apart. */
function freeVersion(set: StoredRuleSet | undefined, wanted: string, { version: asked, obtained }: InstallRequest): string {
  const isTaken = (version: string) => set?.versions.some((kept) => kept.version === version) === true;
  if (!isTaken(wanted)) return wanted;
  const told = `${wanted.slice(0, 50)}+${obtained.contents.slice(0, 8)}`;
  if (asked === undefined && !isTaken(told)) return told;
  throw new RuleStoreError('refused', `version ${wanted} of ${set?.name} is there already, with other content`, {
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
