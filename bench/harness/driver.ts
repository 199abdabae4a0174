import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { shellCommand } from './commands.ts';
import { pinned } from './cores.ts';
import type { Lifetime } from './lifetime.ts';

/** A program that measures in a process of its own, and answers each question, a line, with a line. */
export interface Driver {
  readonly name: string;
  /** As it can be typed. */
  readonly command: string;
  /** What it printed behind `ready`. */
  readonly about: string;
  /** Rejects when the program ends before it answers. */
  ask(question: string): Promise<string>;
}

/** Starts a driver and waits until it is ready. It ends with the lifetime. Rejects with what it printed when it cannot start. */
export async function startDriver(
  lifetime: Lifetime,
  options: { readonly name: string; readonly command: readonly string[]; readonly core: number | null },
): Promise<Driver> {
  const words = pinned(options.core, options.command);
  const [program = '', ...args] = words;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors = (errors + chunk).slice(0, 4096)));
  child.stdin.on('error', () => undefined);
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  child.once('error', (error) => failed.reject(error));
  child.once('close', (code, signal) => failed.reject(new Error(`${options.name} ended (${signal ?? `exit code ${code}`}):\n${errors}`)));
  lifetime.defer(() => void child.kill('SIGKILL'));

  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await Promise.race([lines.next(), failed.promise]);
    return line.done === true ? failed.promise : line.value;
  };
  const ready = await next();
  if (!ready.startsWith('ready '))
    throw new Error(`${options.name}: expected a line that begins with "ready", found ${ready.slice(0, 200)}`);
  return {
    name: options.name,
    command: shellCommand(words),
    about: ready.slice('ready '.length),
    ask: (question) => {
      child.stdin.write(`${question}\n`);
      return next();
    },
  };
}
