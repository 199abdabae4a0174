import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findCommand } from '../harness/commands.ts';
import { type Driver, startDriver } from '../harness/driver.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { requestFile } from './request-file.ts';
import { wafRequests } from './requests.ts';

const HEADER = '/usr/include/modsecurity/modsecurity.h';
const COMPILER_TIMEOUT_MS = 120_000;

/** What has to be installed, and is not. */
export class MissingError extends Error {}

/** Airside's engine in a process of its own; `about` is JSON: `loadMs` and `loadBytes`. */
export function startAirside(lifetime: Lifetime, rules: string, core: number | null): Promise<Driver> {
  const script = join(import.meta.dirname, 'airside-driver.ts');
  const command = [process.execPath, '--conditions=development', '--expose-gc', script, rules];
  return startDriver(lifetime, { name: 'airside', command, core });
}

/** Builds the program for libmodsecurity in the directory, and starts it. Throws a MissingError without the library or a compiler. */
export function startLibModSecurity(lifetime: Lifetime, rules: string, directory: string, core: number | null): Promise<Driver> {
  const compiler = findCommand('g++') ?? findCommand('c++');
  const missing = [...(compiler === undefined ? ['g++'] : []), ...(existsSync(HEADER) ? [] : ['libmodsecurity-dev'])];
  if (compiler === undefined || missing.length > 0) {
    throw new MissingError(`what Airside is compared with is not installed. On Debian and Ubuntu: apt-get install ${missing.join(' ')}`);
  }
  const program = join(directory, 'libmodsecurity');
  const source = join(import.meta.dirname, 'libmodsecurity.cc');
  const built = spawnSync(compiler, ['-O2', '-std=c++17', '-o', program, source, '-lmodsecurity'], {
    encoding: 'utf8',
    timeout: COMPILER_TIMEOUT_MS,
  });
  if (built.status !== 0) throw new Error(`${source} cannot be compiled:\n${built.stderr || String(built.error)}`);
  const requests = join(directory, 'requests.txt');
  writeFileSync(requests, requestFile(wafRequests));
  return startDriver(lifetime, { name: 'libmodsecurity', command: [program, rules, requests], core });
}
