import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generateApiKey, generateIdentityKey, type IdentityKey } from '@airside/identity';

import { CommandError, EXIT } from '../exit.ts';

const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;

/** Airside's own directory, made if needed and open to its owner alone. */
export function openDataDirectory(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: DIRECTORY_MODE });
  chmodSync(directory, DIRECTORY_MODE);
  const ignore = join(directory, '.gitignore');
  if (!existsSync(ignore)) writeSecret(ignore, '*\n');
  return directory;
}

/** The key that signs callers' identities for upstreams: made at the first start, kept afterwards. */
export async function loadIdentityKey(directory: string): Promise<IdentityKey> {
  const file = join(directory, 'identity-key.json');
  if (!existsSync(file)) writeSecret(file, `${JSON.stringify(await generateIdentityKey())}\n`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as IdentityKey;
  } catch (error) {
    throw new CommandError(`${file} cannot be used: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'restore it, or remove it: a new one is made then, and upstreams fetch its public half again',
    });
  }
}

/** The API key of a configuration that Airside wrote itself. */
export function ensureFirstKey(directory: string): string {
  return ensureKey(join(directory, 'first-key'));
}

/** An API key in a file of its own, made if there is none. */
export function ensureKey(file: string): string {
  if (!existsSync(file)) writeSecret(file, `${generateApiKey()}\n`);
  return readFileSync(file, 'utf8').trim();
}

function writeSecret(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: FILE_MODE });
  renameSync(unfinished, file);
}
