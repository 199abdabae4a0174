import { Callers } from '../infer/record/callers.ts';
import type { Observation } from '../observe/observation.ts';
import type { DriftEvidence } from './finding.ts';

const MOST_EXAMPLES = 3;
const MOST_CALLERS = 5;
const LONGEST_PATH = 200;

/** Gathers the calls that show something, in bounded memory. */
export class Evidence {
  readonly #callers = new Callers();
  readonly #examples: DriftEvidence['examples'][number][] = [];
  #calls = 0;
  #firstSeenMs = Number.POSITIVE_INFINITY;
  #lastSeenMs = Number.NEGATIVE_INFINITY;

  add({ timeMs, caller, method, path, status }: Observation): void {
    this.#calls++;
    this.#firstSeenMs = Math.min(this.#firstSeenMs, timeMs);
    this.#lastSeenMs = Math.max(this.#lastSeenMs, timeMs);
    if (caller !== null) this.#callers.observe(caller);
    if (this.#examples.length < MOST_EXAMPLES) this.#examples.push({ timeMs, method, path: path.slice(0, LONGEST_PATH), status });
  }

  get calls(): number {
    return this.#calls;
  }

  get lastSeenMs(): number {
    return this.#lastSeenMs;
  }

  view(): DriftEvidence {
    return {
      calls: this.#calls,
      firstSeenMs: this.#firstSeenMs,
      lastSeenMs: this.#lastSeenMs,
      distinctCallers: this.#callers.distinct(),
      callers: this.#callers
        .top()
        .slice(0, MOST_CALLERS)
        .map(([caller, calls]) => ({ caller, calls })),
      examples: this.#examples,
    };
  }
}
