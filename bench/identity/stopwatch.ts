import type { Work } from './cases/case.ts';

/** Processor time of all threads of the process, as what runs beside the event loop is not free either. */
export class Stopwatch {
  spentUs = 0;
  calls = 0;
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  /** One more batch. */
  async run(): Promise<void> {
    const { batch, reset, call } = this.#work;
    reset?.();
    const start = process.cpuUsage();
    for (let index = 0; index < batch; index++) {
      const result = call(index);
      if (result instanceof Promise) await result;
    }
    const { user, system } = process.cpuUsage(start);
    this.spentUs += user + system;
    this.calls += batch;
  }
}
