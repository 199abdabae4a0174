import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { printable } from '@airside/domain';

import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';

const MODULE = import.meta.url.endsWith('.ts') ? './engine-process.ts' : './engine-process.js';
/** The environment holds secrets that the configuration refers to, which are no business of the engine. */
const ENVIRONMENT = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'LANG', 'LC_ALL', 'TZ', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE'] as const;
/** Of what it wrote before it ended: what is kept, and what is said of that. */
const MOST_KEPT_LENGTH = 8000;
const MOST_SAID_LENGTH = 1000;
/** Memory for what is there always, and for each caller; far more than is ever needed. */
const HEAP_MB = 1024;
const HEAP_MB_PER_CALLER = 0.01;

export interface EngineChild {
  send(message: ToEngine): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface EngineChildEvents {
  readonly onMessage: (message: FromEngine) => void;
  /** Called once, when the process is gone or could not be started; `reason` says how it ended, with what it wrote about that. */
  readonly onEnd: (reason: string) => void;
}

/**
 * The engine as a process of its own, which may have `heapMb` of memory for JavaScript. A thread would be cheaper by its start only, and V8 ends a whole process when the memory
 * of one of its threads is exhausted in a single step.
 */
export function startEngineProcess(data: EngineData, heapMb: number, { onMessage, onEnd }: EngineChildEvents): EngineChild {
  const child = fork(fileURLToPath(new URL(MODULE, import.meta.url)), [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${Math.ceil(heapMb)}`],
    env: Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]] as const).filter(([, value]) => value !== undefined)),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let told = '';
  let hasEnded = false;
  const end = (reason: string): void => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd(reason);
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told = (told + text).slice(-MOST_KEPT_LENGTH);
  });
  child.on('message', (message) => onMessage(message as FromEngine));
  // After 'close' nothing of what it wrote or sent is still on its way.
  child.once('close', (code, signal) => end(reasonOf(code, signal, told)));
  child.once('error', (error) => end(error.message));
  const send = (message: ToEngine): void => {
    // Of a process that is gone 'close' tells.
    if (child.connected) child.send(message, () => undefined);
  };
  send({ kind: 'start', data });
  return { send, kill: () => void child.kill('SIGKILL') };
}

/** How much memory for JavaScript an engine may have that remembers so many callers. */
export function heapMbFor(callers: number): number {
  return HEAP_MB + HEAP_MB_PER_CALLER * callers;
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null, told: string): string {
  const how = signal === null ? `it ended with code ${code ?? 'unknown'}` : `it was ended by ${signal}`;
  const lines = told.trim().split('\n');
  // V8 writes pages about a memory that is exhausted, Node.js the line of the program before the error.
  const fatal = lines.find((line) => line.startsWith('FATAL ERROR'));
  const error = lines.findIndex((line) => /^\w*Error\b/.test(line));
  const essence = fatal ?? lines.slice(Math.max(0, error)).join(' ').slice(0, MOST_SAID_LENGTH);
  return essence === '' ? how : `${how}: ${printable(essence)}`;
}
