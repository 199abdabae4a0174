import type { CallerVerdict } from './callers.ts';
import { Distinct } from './distinct.ts';
import type { Observation } from './observation.ts';

const DAY_MS = 86_400_000;
const MOST_REASONS = 3;

/** What is known of the requests in which a rule matched in some place. Counts are of requests. */
export class Evidence {
  requests = 0;
  /** Refused, or would have been. */
  alarms = 0;
  honest = 0;
  /** By honest callers, and let through to an answer. */
  answered = 0;
  succeeded = 0;
  suspicious = 0;
  /** Of callers who could not be judged. */
  unjudged = 0;
  /** Of honest callers. */
  readonly callers = new Distinct();
  readonly authenticatedCallers = new Distinct();
  readonly addresses = new Distinct();
  readonly days = new Distinct();
  readonly reasons = new Set<string>();
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = Number.NEGATIVE_INFINITY;

  add(observation: Observation, verdict: CallerVerdict): void {
    this.requests++;
    if (observation.alarm) this.alarms++;
    if (verdict.kind === 'suspicious') {
      this.suspicious++;
      if (this.reasons.size < MOST_REASONS) this.reasons.add(verdict.why);
    }
    if (verdict.kind === 'unjudged') this.unjudged++;
    if (verdict.kind === 'honest') this.#addHonest(observation);
  }

  /** For an exclusion that covers both; a request that counts in both counts twice. */
  merge(other: Evidence): void {
    for (const key of ['requests', 'alarms', 'honest', 'answered', 'succeeded', 'suspicious', 'unjudged'] as const) this[key] += other[key];
    for (const key of ['callers', 'authenticatedCallers', 'addresses', 'days'] as const) this[key].addAll(other[key]);
    for (const reason of other.reasons) if (this.reasons.size < MOST_REASONS) this.reasons.add(reason);
    this.firstMs = Math.min(this.firstMs, other.firstMs);
    this.lastMs = Math.max(this.lastMs, other.lastMs);
  }

  /** From the first to the last request of an honest caller. */
  get spanMs(): number {
    return Math.max(0, this.lastMs - this.firstMs);
  }

  #addHonest({ caller, authenticated, address, timeMs, answer }: Observation): void {
    this.honest++;
    if (answer !== 'none') this.answered++;
    if (answer === 'success') this.succeeded++;
    this.callers.add(caller);
    if (authenticated) this.authenticatedCallers.add(caller);
    this.addresses.add(address);
    this.days.add(String(Math.floor(timeMs / DAY_MS)));
    this.firstMs = Math.min(this.firstMs, timeMs);
    this.lastMs = Math.max(this.lastMs, timeMs);
  }
}
