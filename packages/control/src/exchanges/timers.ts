/** Time, so that a test can hold it. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  /** Run `action` once, `delayMs` from now. Yields what cancels it. */
  after(delayMs: number, action: () => void): () => void;
}

/** Time as it passes. What waits does not keep the process alive. */
export const SYSTEM_TIMERS: Timers = {
  now: Date.now,
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
