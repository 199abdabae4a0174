import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { environment, MAIN, type Outcome, temporaryFolder } from './command-line.ts';

/** Long enough on a machine with many times more work than processors. */
export const PATIENCE_MS = 60_000;

export interface RunningAirside {
  /** Such as `http://127.0.0.1:45123`. */
  readonly url: string;
  readonly pid: number;
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** Resolves with the first line of standard error that fits and that no earlier call has had. */
  line(fits: RegExp): Promise<string>;
  signal(name: NodeJS.Signals, to?: 'process' | 'group'): void;
  readonly exited: Promise<Outcome>;
  /** Ends it, whatever state it is in. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface UpOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `127.0.0.1:0` where absent. */
  readonly listen?: string;
}

/** Starts `airside up` as a process group of its own and waits until it accepts calls. Rejects with what it printed when it ends before. */
export async function startAirside(args: readonly string[], options: UpOptions): Promise<RunningAirside> {
  const started = launch(args, options);
  const { stdout, child, exited, output } = started;
  const ready = stdout.next(/^Airside is ready/);
  const outcome = await Promise.race([ready, exited]);
  if (typeof outcome !== 'string') throw new Error(`airside up ended with ${outcome.exit}:\n${outcome.stdout}${outcome.stderr}`);
  const url = /https?:\/\/[^\s,]+/.exec(outcome)?.[0] ?? '';
  return {
    url,
    pid: child.pid ?? 0,
    output,
    line: (fits) => started.stderr.next(fits),
    signal: (name, to = 'process') => void process.kill((to === 'group' ? -1 : 1) * (child.pid ?? 0), name),
    exited,
    async [Symbol.asyncDispose]() {
      kill(child);
      await exited;
    },
  };
}

/** Runs an `airside up` that is expected to end by itself. */
export async function runUp(args: readonly string[], options: UpOptions): Promise<Outcome> {
  const { child, exited, stdout } = launch(args, options);
  void stdout.next(/^Airside is ready/).then(() => kill(child));
  return exited;
}

function launch(args: readonly string[], { cwd, env = {}, listen = '127.0.0.1:0' }: UpOptions) {
  const command = ['--conditions=development', MAIN, 'up', ...args, '--listen', listen];
  const child = spawn(process.execPath, command, {
    cwd,
    env: environment(undefined, env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that is given up on does not come to its end.
  const onExit = () => kill(child);
  process.once('exit', onExit);
  child.once('close', () => process.off('exit', onExit));
  const stdout = new Lines(child.stdout);
  const stderr = new Lines(child.stderr);
  const output = {
    get stdout() {
      return stdout.text;
    },
    get stderr() {
      return stderr.text;
    },
  };
  const exited = once(child, 'close').then(([exit]): Outcome => ({ exit: exit as number | null, ...textOf(output) }));
  return { child, stdout, stderr, output, exited };
}

function textOf({ stdout, stderr }: { stdout: string; stderr: string }) {
  return { stdout, stderr };
}

function kill(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}

class Lines {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #seen = 0;

  constructor(stream: NodeJS.ReadableStream) {
    createInterface(stream).on('line', (line) => {
      this.#lines.push(line);
      for (const look of this.#waiting) look();
    });
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  next(fits: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const index = this.#lines.findIndex((line, position) => position >= this.#seen && fits.test(line));
        const line = this.#lines[index];
        if (line === undefined) return;
        this.#seen = index + 1;
        this.#waiting.delete(look);
        resolve(line);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** The processes that a process has started and that still run (Linux). */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statOf(child)?.parent === pid);
}

/** Those of them that are gateway processes. */
export function workersOf(pid: number): number[] {
  return childrenOf(pid).filter((child) => commandOf(child).includes('/up/worker.'));
}

/** The process of the behaviour engine below an `airside up`; 0 where there is none. */
export function engineOf(pid: number): number {
  return childrenOf(pid).find((child) => commandOf(child).includes('/engine-process.')) ?? 0;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Whether a process does anything: one that has ended and that nobody has asked about still has its number. */
export function isRunning(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z';
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** A folder with a configuration that protects one upstream, and the key that may call it. */
export function protectedFolder(upstream: string, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder(Object.entries({ 'airside.yaml': configuration(upstream), key: `${KEY}\n`, ...files }));
  return { ...folder, [Symbol.dispose]: () => folder.remove() };
}

export const KEY = 'test-key-0123456789-0123456789';

/** A configuration; `api` is more of the API's YAML flow mapping, `more` what stands beside. */
export function configuration(upstream: string, { api = '', more = '' } = {}): string {
  return `consumers: { acme: { apiKeys: [{ id: first, key: '\${file:key}' }] } }
apis: { orders: { upstreams: ['${upstream}'], ${api} } }
${more}
`;
}

/** The status of a call, made on a connection of its own. */
export async function statusOf(url: string, key: string | undefined = KEY): Promise<number> {
  const response = await fetch(url, { headers: { Connection: 'close', ...(key !== '' && { 'X-Api-Key': key }) } });
  await response.arrayBuffer();
  return response.status;
}
