import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal ended the benchmark before it was done. */
export class InterruptedError extends Error {
  /** What shells report for a process ended by this signal: 128 + its number. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** How long what a benchmark starts may live: until the benchmark ends, however it ends. */
export interface Lifetime {
  /** Aborted with an InterruptedError by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Registers what undoes something that was started. The last one registered runs first; at once where the end has come already. */
  defer(undo: () => Promise<void> | void): void;
}

/** Does the work and then undoes all that was deferred, also when the work fails or a signal arrives. Rejects as the work does. */
export async function withLifetime<T>(work: (lifetime: Lifetime) => Promise<T>): Promise<T> {
  const undos = new AsyncDisposableStack();
  const interruption = new AbortController();
  const interrupted = Promise.withResolvers<never>();
  const handlers = SIGNALS.map((name) => {
    const onSignal = (): void => {
      const error = new InterruptedError(name);
      interruption.abort(error);
      interrupted.reject(error);
    };
    process.on(name, onSignal);
    return { name, onSignal };
  });

  const defer = (undo: () => Promise<void> | void): void => {
    if (undos.disposed) void undo();
    else undos.defer(undo);
  };
  try {
    return await Promise.race([work({ signal: interruption.signal, defer }), interrupted.promise]);
  } finally {
    await undos.disposeAsync();
    for (const { name, onSignal } of handlers) process.off(name, onSignal);
  }
}

/** An empty directory that is removed with all it holds at the end, or at the latest when this process exits. */
export function temporaryDirectory(lifetime: Lifetime): string {
  const directory = mkdtempSync(join(tmpdir(), 'airside-bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  lifetime.defer(() => {
    process.off('exit', remove);
    remove();
  });
  return directory;
}
