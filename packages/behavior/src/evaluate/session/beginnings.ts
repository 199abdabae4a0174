import { Reservoir } from '../../sketch/index.ts';
import type { SessionExample } from './session-model.ts';
import type { SessionPart } from './session-part.ts';
import type { SessionTrace } from './session-trace.ts';

/** Of one session. Fewer than the neighbours that count, so that none is compared with itself alone. */
const OF_SESSION = 2;
const MOST_SESSIONS = 5000;
const SEED = 1;

/** How honest sessions were when they had come so far, at some of their requests, each as likely as any other. */
export class Beginnings {
  readonly #parts = new Map<SessionTrace, Reservoir<SessionPart>>();
  #state = SEED;

  /** Another request came; the trace has it already. */
  note(trace: SessionTrace): void {
    let parts = this.#parts.get(trace);
    if (parts === undefined) {
      if (this.#parts.size >= MOST_SESSIONS) return;
      parts = new Reservoir(OF_SESSION, () => this.#random());
      this.#parts.set(trace, parts);
    }
    parts.add(trace.soFar());
  }

  /** Of sessions, each with what was learned of it as a whole. A session counts as often as it has requests. */
  of(wholes: ReadonlyMap<SessionTrace, SessionPart>): readonly SessionExample[] {
    return [...this.#parts].flatMap(([trace, { sample }]) => {
      const whole = wholes.get(trace);
      return whole === undefined ? [] : sample.map((part) => ({ whole, part, weight: trace.requests / sample.length }));
    });
  }

  /** xorshift32 (Marsaglia, 2003): the same for the same lines. */
  #random(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
}
