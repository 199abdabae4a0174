import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const STORE_EXCHANGES = fileURLToPath(new URL('store-exchanges.ts', import.meta.url));
const WITH_AIRSIDE = fileURLToPath(new URL('with-airside.ts', import.meta.url));

/** An empty folder under the system's temporary one, and what takes it away. */
export function temporaryFolder(files: Iterable<readonly [string, string]> = []): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'airside-command-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A folder for PATH with the commands of a scenario in it: `airside` runs the sources, `store-exchanges` fills a store, `with-airside` has one running. */
export function commandFolder(): { readonly path: string; remove(): void } {
  const folder = temporaryFolder([
    ['airside', script(MAIN)],
    ['store-exchanges', script(STORE_EXCHANGES)],
    ['with-airside', script(WITH_AIRSIDE)],
  ]);
  for (const name of ['airside', 'store-exchanges', 'with-airside']) chmodSync(join(folder.path, name), 0o755);
  return folder;
}

function script(module: string): string {
  return `#!/bin/sh\nexec '${process.execPath}' --conditions=development '${module}' "$@"\n`;
}

/** The environment of a command under test: nothing of the surroundings that changes what is printed. */
export function environment(commands: string | undefined, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: [...(commands === undefined ? [] : [commands]), process.env['PATH']].join(':'),
    LC_ALL: 'C.UTF-8',
    HOME: '/nonexistent',
    REPOSITORY,
    // Compiling the same sources for each command is most of a test's time.
    NODE_COMPILE_CACHE: join(REPOSITORY, 'node_modules/.cache/airside-tests'),
    ...extra,
  };
}

export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell command line (bash) to its end. */
export async function runShell(
  command: string,
  options: { readonly cwd: string; readonly env: Record<string, string>; readonly stdin?: string },
): Promise<Outcome> {
  const shell = spawn('bash', ['-o', 'pipefail', '-c', command], { cwd: options.cwd, env: options.env });
  // A command that does not read its input closes the pipe early.
  shell.stdin.on('error', () => undefined).end(options.stdin ?? '');
  const exited = new Promise<number | null>((resolve, reject) => shell.once('error', reject).once('close', resolve));
  const [stdout, stderr, exit] = await Promise.all([text(shell.stdout), text(shell.stderr), exited]);
  return { exit, stdout, stderr };
}
