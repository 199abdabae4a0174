import type { Suspect } from './suspect.ts';

/** So long it is waited whether others do the same. */
const WAIT_MS = 10 * 60 * 1000;
const MOST = 1000;

/**
 * Those of whom only something new was seen, who may be the first of many: of a release the first caller knows before anybody else can tell that there is one. They are judged
 * again when some minutes are over. In memory and in the state of each; bounded, and where there is no room nobody waits.
 */
export class Waiting {
  readonly #suspects = new Set<Suspect>();

  /** Whether a suspect waits, from now on where it does not yet. */
  holds(suspect: Suspect, nowMs: number): boolean {
    if (!this.add(suspect)) return false;
    if (suspect.waitsUntilMs === 0) suspect.waitsUntilMs = nowMs + WAIT_MS;
    return true;
  }

  /** Takes a suspect, as one that has waited since before a restart. False where there is no room. */
  add(suspect: Suspect): boolean {
    if (!this.#suspects.has(suspect) && this.#suspects.size >= MOST) return false;
    this.#suspects.add(suspect);
    return true;
  }

  /** Those who have waited, once each. */
  over(nowMs: number): readonly Suspect[] {
    if (this.#suspects.size === 0) return NOBODY;
    const over = [...this.#suspects].filter(({ waitsUntilMs }) => waitsUntilMs <= nowMs);
    for (const suspect of over) this.end(suspect);
    return over;
  }

  /** It waits no more. */
  end(suspect: Suspect): void {
    this.#suspects.delete(suspect);
    suspect.waitsUntilMs = 0;
  }
}

const NOBODY: readonly Suspect[] = [];
