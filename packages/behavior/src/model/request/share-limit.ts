import { CallerCounts } from './caller-counts.ts';

/** What anybody may teach, whatever the others do. */
const FREE = 32;
const LARGEST_SHARE = 0.25;

/** Keeps a caller from teaching more than its share: with a few callers each teaches what it sends, with many none teaches more than a quarter of all. */
export class ShareLimit {
  readonly counts = new CallerCounts();

  /** Whether the caller may teach once more; counts it where it may. */
  admits(callerHash: number): boolean {
    const { total, callers } = this.counts;
    if (this.counts.of(callerHash) >= FREE + Math.max(LARGEST_SHARE, 2 / Math.max(1, callers)) * total) return false;
    this.counts.add(callerHash);
    return true;
  }
}
