import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

import type { HttpCall } from './call.ts';
import { shellCommand } from './commands.ts';
import { pinned } from './cores.ts';

const PREFIX = 'RESULT ';
const REQUEST_TIMEOUT_S = 10;
const GRACE_MS = 15_000;

export interface WrkOptions {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  readonly core: number | null;
  /** Lua file that `wrkScript` wrote. */
  readonly script: string;
}

export interface WrkResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers of 400 and above, connections that failed or broke, and calls without an answer in 10 s. */
  readonly errors: number;
}

/** The command of one run. One thread: more would share its core. */
export function wrkCommand({ url, seconds, connections, core, script }: WrkOptions): readonly string[] {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', `${REQUEST_TIMEOUT_S}s`, '-s', script, url];
  return pinned(core, ['wrk', ...args]);
}

/** What makes wrk repeat the call and print its numbers as one line of JSON. Nothing in it runs per request. */
export function wrkScript({ method, headers, body }: HttpCall): string {
  const lines = [
    `wrk.method = ${luaString(method)}`,
    ...Object.entries(headers).map(([name, value]) => `wrk.headers[${luaString(name)}] = ${luaString(value)}`),
    ...(body === undefined ? [] : [`wrk.body = ${luaString(body)}`]),
    'done = function(summary, latency)',
    '  local e = summary.errors',
    `  print(string.format('${PREFIX}{"requests":%d,"durationUs":%d,"p50Us":%.1f,"p99Us":%.1f,"errors":%d}',`,
    '    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),',
    '    e.connect + e.read + e.write + e.status + e.timeout))',
    'end',
  ];
  return `${lines.join('\n')}\n`;
}

/** Runs wrk once. Rejects when it fails or prints no result. */
export async function runWrk(options: WrkOptions, signal: AbortSignal): Promise<WrkResult> {
  const words = wrkCommand(options);
  const [program = '', ...args] = words;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(options.seconds * 1000 + GRACE_MS)]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: limit, killSignal: 'SIGKILL' });
  const ended = new Promise<void>((resolve, reject) => child.once('error', reject).once('close', () => resolve()));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return parseWrkResult(output, `${shellCommand(words)}\n${output}${errors}`);
}

/** Reads what the script printed; `context` is shown where there is no result. */
export function parseWrkResult(output: string, context: string = output): WrkResult {
  const line = output.split('\n').find((candidate) => candidate.startsWith(PREFIX));
  if (line === undefined) throw new Error(`wrk printed no result:\n${context}`);
  const raw = JSON.parse(line.slice(PREFIX.length)) as Record<'requests' | 'durationUs' | 'p50Us' | 'p99Us' | 'errors', number>;
  return {
    requests: raw.requests,
    requestsPerSecond: raw.durationUs === 0 ? 0 : raw.requests / (raw.durationUs / 1e6),
    p50Ms: raw.p50Us / 1000,
    p99Ms: raw.p99Us / 1000,
    errors: raw.errors,
  };
}

/** A Lua string literal; bytes other than plain ASCII are written as decimal escapes. */
function luaString(text: string): string {
  let literal = '';
  for (const byte of Buffer.from(text)) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    literal += plain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`;
  }
  return `"${literal}"`;
}
