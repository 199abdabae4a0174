import type { Script } from './script.ts';

interface Entry {
  readonly timeMs: number;
  /** Order of entry among those of the same time, so that a run can be repeated. */
  readonly sequence: number;
  readonly script: Script;
}

/** Resumes scripts in the order of simulated time: a binary heap of who is due next. */
export class Scheduler {
  readonly #heap: Entry[] = [];
  #sequence = 0;

  add(script: Script, timeMs: number): void {
    this.#push({ timeMs, sequence: this.#sequence++, script });
  }

  /** When the next script is due; Infinity where there is none. */
  get nextMs(): number {
    return this.#heap[0]?.timeMs ?? Infinity;
  }

  /** Resumes the script that is due next. */
  step(): void {
    const entry = this.#pop();
    if (entry === undefined) return;
    const { done, value } = entry.script.next();
    if (done !== true) this.add(entry.script, entry.timeMs + Math.max(1, Math.round(value)));
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, left)) child++;
      const smaller = heap[child];
      if (smaller === undefined || !isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.sequence < b.sequence);
}
