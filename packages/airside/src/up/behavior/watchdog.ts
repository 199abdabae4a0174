const CHECK_MS = 1000;
/** Checks in a row without a word: an engine that has something to answer, one that starts and reads what it had saved. */
const SILENT_CHECKS = 10;
const STARTING_CHECKS = 180;

/** Notices when a process does not answer any more. */
export interface Watchdog {
  /** A process starts. */
  starts(): void;
  /** It was told something that it will answer. */
  told(): void;
  /** It said something; `isWaiting` where there is still something that it has not answered. */
  heard(isWaiting: boolean): void;
  /** There is no process to watch. */
  rests(): void;
  close(): void;
}

/**
 * Counts its own looks at a clock and not the time: of a process that was stopped itself, or a machine that slept, nobody can say that the other was silent. `onSilence` is
 * called once for a silence, with about how long it was.
 */
export function createWatchdog(onSilence: (seconds: number) => void, checkMs = CHECK_MS): Watchdog {
  let patience = Number.POSITIVE_INFINITY;
  let silent = 0;
  const expect = (checks: number): void => {
    patience = checks;
    silent = 0;
  };
  const timer = setInterval(() => {
    silent++;
    if (silent < patience) return;
    const seconds = (silent * checkMs) / 1000;
    expect(Number.POSITIVE_INFINITY);
    onSilence(seconds);
  }, checkMs);
  timer.unref();
  return {
    starts: () => expect(STARTING_CHECKS),
    told: () => {
      if (patience === Number.POSITIVE_INFINITY) expect(SILENT_CHECKS);
    },
    heard: (isWaiting) => expect(isWaiting ? SILENT_CHECKS : Number.POSITIVE_INFINITY),
    rests: () => expect(Number.POSITIVE_INFINITY),
    close: () => clearInterval(timer),
  };
}
