import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const TIMEOUT_MS = 900_000;

/** Runs a driver of this folder in a process of its own, so that nothing else is on its heap, and reads the JSON that it prints. */
export function inProcess(driver: string, args: readonly (string | number)[]): unknown {
  const file = join(import.meta.dirname, driver);
  const words = ['--expose-gc', '--conditions=development', file, ...args.map(String)];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: TIMEOUT_MS });
  if (status !== 0) throw new Error(`${driver} failed:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}

/** Bytes in use after everything that can be thrown away is. */
export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('expected node to be started with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
