import { CallerCounts } from './caller-counts.ts';

const LARGEST_SHARE = 0.25;

/**
 * Keeps a caller from making usual what is odd: each may teach one odd request, and after that no more than a quarter of all odd ones. So what many begin to
 * send, as after a release, is learned soon, and what one tries out is not.
 */
export class OddLimit {
  readonly counts = new CallerCounts();

  /** Whether the caller may teach one more; counts it where it may. */
  admits(callerHash: number): boolean {
    const own = this.counts.of(callerHash);
    if (own > 0 && own > LARGEST_SHARE * this.counts.total) return false;
    this.counts.add(callerHash);
    return true;
  }
}
