import type { Worker } from 'node:cluster';

import type { FromWorker } from './messages.ts';

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** Who waits for what workers confirm. Each worker is listened to once, however many wait: a storm of blocks asks for hundreds of confirmations at a time. */
export class WorkerAnswers<Process extends object = Worker> {
  readonly #waiting = new Map<Process, Map<number, Waiting>>();

  /** Resolves once the worker confirms a revision, or has ended: the one that takes its place starts with what is new. Rejects where it cannot do what it is told. */
  to(worker: Process, revision: number): Promise<void> {
    const waiting = this.#waiting.get(worker) ?? new Map<number, Waiting>();
    this.#waiting.set(worker, waiting);
    return new Promise((resolve, reject) => waiting.set(revision, { resolve, reject }));
  }

  take(worker: Process, answer: Extract<FromWorker, { readonly revision: number }>): void {
    const waiting = this.#waiting.get(worker);
    const asker = waiting?.get(answer.revision);
    waiting?.delete(answer.revision);
    if (answer.kind === 'applied') asker?.resolve();
    else asker?.reject(new Error(answer.message));
  }

  ended(worker: Process): void {
    for (const { resolve } of this.#waiting.get(worker)?.values() ?? []) resolve();
    this.#waiting.delete(worker);
  }
}
