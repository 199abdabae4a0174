import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'peers');
const LOCK = join(FOLDER, 'package-lock.json');
const INSTALL_TIMEOUT_MS = 600_000;

/**
 * The folder of a package of `peers/package.json`. All of them are installed, without running any script of theirs, where they are not there
 * yet or their lock file has changed. Throws where npm cannot do it, with what npm said.
 */
export function peerFolder(name: string, print: (line: string) => void): string {
  if (!isInstalled()) {
    print('  installing the peers (npm ci, without scripts) …');
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER], {
      encoding: 'utf8',
      timeout: INSTALL_TIMEOUT_MS,
    });
    if (status !== 0) throw new Error(`the peers of the benchmark cannot be installed:\n${stderr}`);
  }
  return join(FOLDER, 'node_modules', name);
}

/** The version of an installed peer. */
export function peerVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }).version;
}

function isInstalled(): boolean {
  const installed = join(FOLDER, 'node_modules/.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(LOCK).mtimeMs;
}
