import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { shellCommand } from './commands.ts';
import { pinned } from './cores.ts';
import type { Lifetime } from './lifetime.ts';

const START_TIMEOUT_MS = 20_000;
const POLL_MS = 25;
const STOP_TIMEOUT_MS = 5000;
const LONGEST_OUTPUT = 64 * 1024;

export interface ServerOptions<T> {
  readonly name: string;
  readonly command: readonly string[];
  readonly core: number | null;
  /** Asked again and again, with what the server has printed so far, until it has an answer. */
  readonly ready: (output: string) => Promise<T | undefined> | T | undefined;
  /** File that gets the standard output instead. */
  readonly outputFile?: string;
}

export interface RunningServer<T> {
  /** Process group of the server and of all processes that it starts. */
  readonly group: number;
  /** As it can be typed. */
  readonly command: string;
  /** The answer of `ready`. */
  readonly started: T;
}

const living = new Set<number>();
process.once('exit', () => {
  for (const group of living) killGroup(group, 'SIGKILL');
});

/**
 * Starts a server in a process group of its own, so that a Ctrl-C reaches only the benchmark, which then stops it. Resolves once it is
 * ready; rejects with what it printed when it ends before or is not ready in 20 s.
 */
export async function startServer<T>(lifetime: Lifetime, options: ServerOptions<T>): Promise<RunningServer<T>> {
  lifetime.signal.throwIfAborted();
  const words = pinned(options.core, options.command);
  const file = options.outputFile === undefined ? 'pipe' : openSync(options.outputFile, 'a');
  const [program = '', ...args] = words;
  const child = spawn(program, args, { detached: true, stdio: ['ignore', file, 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  if (typeof file === 'number') closeSync(file);
  const output = gatherOutput(child);
  let ended: string | undefined;
  child.once('exit', (code, signal) => (ended = signal ?? `exit code ${code}`));
  child.once('error', (error) => (ended = error.message));
  const group = child.pid;
  if (group === undefined) throw new Error(`${options.name} cannot be started: ${shellCommand(words)}`);
  living.add(group);
  lifetime.defer(() => stop(child, group));

  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (ended !== undefined) throw new Error(`${options.name} ended before it was ready (${ended}):\n${output()}`);
    const started = await options.ready(output());
    if (started !== undefined && ended === undefined) return { group, command: shellCommand(words), started };
    if (performance.now() > giveUpAt) throw new Error(`${options.name} was not ready in ${START_TIMEOUT_MS} ms:\n${output()}`);
    await delay(POLL_MS, undefined, { signal: lifetime.signal });
  }
}

/** The first part of what a process prints; the rest is read and forgotten, so that it is never held up. */
function gatherOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < LONGEST_OUTPUT) text += chunk;
    });
  }
  return () => text;
}

async function stop(child: ChildProcess, group: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timeout = new AbortController();
    await Promise.race([exited, delay(STOP_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => undefined)]);
    timeout.abort();
  }
  killGroup(group, 'SIGKILL');
  living.delete(group);
}

function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left in the group: what was wanted.
  }
}
