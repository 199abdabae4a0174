import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { createIdentitySigner, generateApiKey, generateIdentityKey, type IdentityKey } from '@airside/identity';

import { CommandError, EXIT } from '../exit.ts';

/** Where Airside keeps its own data when nobody says otherwise. */
export const DATA_DIRECTORY = '.airside';
export const EXCHANGES_FILE = 'exchanges.db';
export const DIRECTORY_FILE = 'directory.db';
export const OUTBOX_FILE = 'outbox.db';
export const EXPORTS_FILE = 'exports.db';
export const ROLLUPS_FILE = 'rollups.db';
export const ALERTS_FILE = 'alerts.db';
export const BEHAVIOR_FILE = 'behavior.db';
export const BEHAVIOR_KEY_FILE = 'behavior-key';
export const BEHAVIOR_STATE_FILE = 'behavior-state';
export const ADMIN_SOCKET = 'admin.sock';
export const FIRST_KEY_FILE = 'first-key';

const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;

/** The absolute path of what `store.directory` of a configuration file says that lies in `directory`: a relative one starts there. */
export function configuredDataDirectory(directory: string, store: { readonly directory: string }): string {
  return resolve(directory, store.directory);
}

/** Airside's own directory, made if needed and open to its owner alone. */
export function openDataDirectory(directory: string): string {
  return usable(directory, () => {
    mkdirSync(directory, { recursive: true, mode: DIRECTORY_MODE });
    closeToOthers(directory, DIRECTORY_MODE);
    const ignore = join(directory, '.gitignore');
    if (!existsSync(ignore)) createFile(ignore, '*\n');
    return directory;
  });
}

/** The key that signs callers' identities for upstreams: made at the first start, kept afterwards. */
export async function loadIdentityKey(directory: string): Promise<IdentityKey> {
  const file = join(directory, 'identity-key.json');
  const text = keep(file, existsSync(file) ? '' : `${JSON.stringify(await generateIdentityKey())}\n`);
  try {
    const key = JSON.parse(text) as IdentityKey;
    createIdentitySigner({ key: { ...key }, issuer: 'airside', lifetimeMs: 1000 });
    return key;
  } catch (error) {
    // What a JSON parser says of a text may quote the text.
    const reason = error instanceof TypeError ? error.message : 'it is not JSON';
    throw new CommandError(`${file} cannot be used: ${reason}`, {
      exitCode: EXIT.unavailable,
      hint: 'restore it, or remove it: a new one is made then, and upstreams fetch its public half again',
    });
  }
}

/** What the behaviour engine hashes names with: made at the first start, kept as long as what was learned with it. */
export function loadBehaviorKey(directory: string): Uint8Array {
  return secretBytes(join(directory, BEHAVIOR_KEY_FILE));
}

/** The key of the hashes that stand for callers in what is exported: made at the first start, kept afterwards. */
export function loadExportKey(directory: string): Uint8Array {
  return secretBytes(join(directory, 'export-key'));
}

function secretBytes(file: string): Uint8Array {
  return Buffer.from(keep(file, existsSync(file) ? '' : randomBytes(32).toString('base64url')).trim(), 'base64url');
}

/** The API key of a configuration that Airside wrote itself. */
export function ensureFirstKey(directory: string): string {
  return ensureKey(join(directory, FIRST_KEY_FILE));
}

/** An API key in a file of its own, made if there is none. */
export function ensureKey(file: string): string {
  return keep(file, generateApiKey()).trim();
}

/** The content of a secret file, which is made with the given content where there is none. */
function keep(file: string, content: string): string {
  return usable(file, () => {
    if (!existsSync(file)) createFile(file, `${content.trimEnd()}\n`);
    closeToOthers(file, FILE_MODE);
    return readFileSync(file, 'utf8');
  });
}

/** Makes a file with its whole content in one step; where another process was faster, that one's file stays. */
function createFile(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: FILE_MODE });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function closeToOthers(path: string, mode: number): void {
  if ((statSync(path).mode & OTHERS) !== 0) chmodSync(path, mode);
}

function usable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CommandError(`${path} cannot be used for Airside's own data: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'it has to be a place that this user owns and may write to; `up` takes another one with --data',
    });
  }
}
