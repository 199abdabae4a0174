import { createHash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { fetchBytes } from './fetch-bytes.ts';
import { contentDigest, type RuleSetFile } from './file-collector.ts';
import { isUrl, shownLocation } from './location.ts';
import { MOST_ARCHIVE_BYTES, readArchive } from './read-archive.ts';
import { readDirectory } from './read-directory.ts';
import { RuleStoreError } from './rule-store-error.ts';
import { assertSigned, MOST_SIGNATURE_BYTES, parsePublicKey } from './signature.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** Where a rule set comes from, and what proves that it is the right one. */
export interface RuleSetRequest {
  /** A folder, a `.tar.gz` archive, or the URL of one. */
  readonly source: string;
  /** Of the archive; of a folder, of its listing (see `contentDigest`). Hexadecimal. */
  readonly sha256?: string;
  /** A detached signature of the archive: file or URL, and the PEM text of the public key. */
  readonly signature?: { readonly location: string; readonly publicKey: string };
}

/** A rule set in memory, proved to be the one that was asked for. */
export interface ObtainedRuleSet {
  readonly files: readonly RuleSetFile[];
  /** As it may be recorded: absolute, or a URL without secrets. */
  readonly source: string;
  /** What it is called where it comes from, such as `coreruleset-4.28.0`. */
  readonly title: string;
  /** Of the archive, or of the folder's listing. */
  readonly sha256: string;
  /** Of what it holds, wherever that came from. */
  readonly contents: string;
  readonly proof: 'signature' | 'checksum' | 'none';
}

/** Reads or fetches a rule set and checks its proof. Nothing is written. Throws a RuleStoreError. */
export async function obtainRuleSet(request: RuleSetRequest): Promise<ObtainedRuleSet> {
  const { source, signature } = request;
  const sha256 = request.sha256?.toLowerCase();
  if (sha256 !== undefined && !SHA256.test(sha256)) throw new RuleStoreError('usage', 'the SHA-256 is not 64 hexadecimal digits');
  const proof = signature !== undefined ? 'signature' : sha256 !== undefined ? 'checksum' : 'none';
  if (!isUrl(source) && stat(source).isDirectory()) {
    if (signature !== undefined) throw new RuleStoreError('usage', `${source} is a folder: only archives are signed`);
    const files = readDirectory(source);
    const contents = contentDigest(files);
    assertChecksum(contents, sha256, source);
    return { files, source: resolve(source), title: basename(resolve(source)), sha256: contents, contents, proof };
  }
  if (isUrl(source) && proof === 'none') {
    throw new RuleStoreError('usage', `${shownLocation(source)} is fetched only with a proof that it is the right one`, {
      hint: 'give its checksum with --sha256, or --signature and --key; the publisher of the rules tells them',
    });
  }
  const name = shownLocation(source);
  const archive = await read(source, MOST_ARCHIVE_BYTES);
  const found = createHash('sha256').update(archive).digest('hex');
  assertChecksum(found, sha256, name);
  if (signature !== undefined) await checkSignature(archive, signature);
  const { files, wrapper } = readArchive(archive, name);
  const title = wrapper ?? basename(name).replace(/\.(tar\.gz|tgz)$/i, '');
  return { files, source: isUrl(source) ? name : resolve(source), title, sha256: found, contents: contentDigest(files), proof };
}

function assertChecksum(found: string, expected: string | undefined, name: string): void {
  if (expected === undefined || expected === found) return;
  throw new RuleStoreError('refused', `${name} is not what was asked for: its SHA-256 is ${found}`, { hint: `expected ${expected}` });
}

async function checkSignature(archive: Uint8Array, { location, publicKey }: NonNullable<RuleSetRequest['signature']>): Promise<void> {
  const key = parsePublicKey(publicKey, 'the key');
  assertSigned(archive, await read(location, MOST_SIGNATURE_BYTES), key, shownLocation(location));
}

async function read(location: string, mostBytes: number): Promise<Uint8Array> {
  if (isUrl(location)) return fetchBytes(location, mostBytes);
  const found = stat(location);
  if (!found.isFile()) throw new RuleStoreError('unavailable', `${location} is no file`);
  if (found.size > mostBytes) throw new RuleStoreError('refused', `${location} has more than ${mostBytes} bytes`);
  return guarded(location, () => readFileSync(location));
}

function stat(path: string): Stats {
  return guarded(path, () => statSync(path));
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new RuleStoreError('unavailable', `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
