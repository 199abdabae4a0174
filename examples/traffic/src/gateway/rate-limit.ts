/** Token buckets of a minute's requests by caller; the ones that are full again are forgotten. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, { left: number; timeMs: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  take(caller: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(caller);
    if (bucket === undefined) {
      if (this.#buckets.size > 5000) this.#forget(nowMs);
      this.#buckets.set(caller, { left: this.#perMinute - 1, timeMs: nowMs });
      return true;
    }
    bucket.left = Math.min(this.#perMinute, bucket.left + ((nowMs - bucket.timeMs) * this.#perMinute) / 60_000);
    bucket.timeMs = nowMs;
    if (bucket.left < 1) return false;
    bucket.left--;
    return true;
  }

  #forget(nowMs: number): void {
    for (const [caller, { timeMs }] of this.#buckets) if (nowMs - timeMs > 60_000) this.#buckets.delete(caller);
  }
}
