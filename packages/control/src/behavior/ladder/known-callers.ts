const HOUR_MS = 60 * 60_000;
/** Who was away for a weekend or a holiday is still known. */
const REMEMBERED_MS = 7 * 24 * HOUR_MS;
const MOST_CALLERS = 100_000;
/** So many make room at once: to look for the oldest takes the longer the more were taken out before it. */
const MAKE_ROOM = 10_000;

interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
}

/**
 * Who has done well for a while: first and last seen an hour apart. Whoever makes up callers makes them up now, so that they are not among these. Of traffic that is watched for less
 * than two hours, half of that time is enough, and all are known at first: else nothing would keep the customers of an API that was started just now from being blocked one and all.
 */
export class KnownCallers {
  /** Those seen in one window, by the time of it, the oldest first. */
  readonly #once = new Map<string, number>();
  /** Those seen in several, whoever was seen longest ago first. */
  readonly #returned = new Map<string, Span>();
  readonly #windowMs: number;
  #sinceMs: number | undefined;
  #nowMs = 0;
  #whileMs = 0;
  #count = 0;

  /** `windowMs`: the length of the windows by which time is told here. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Begins a window. */
  enter(nowMs: number): void {
    this.#nowMs = nowMs;
    forget(this.#once, (seenMs) => seenMs < nowMs - REMEMBERED_MS);
    forget(this.#returned, ({ lastMs }) => lastMs < nowMs - REMEMBERED_MS);
    if (this.#once.size + this.#returned.size === 0) this.#sinceMs = undefined;
    const watchedMs = nowMs - (this.#sinceMs ?? nowMs);
    this.#whileMs = Math.min(HOUR_MS, Math.floor(watchedMs / 2 / this.#windowMs) * this.#windowMs);
    this.#count = 0;
    for (const span of this.#returned.values()) if (this.#counts(span)) this.#count++;
    for (const seenMs of this.#once.values()) if (this.#counts({ firstMs: seenMs, lastMs: seenMs })) this.#count++;
  }

  /** Takes note that a caller does well in the window that was begun last. */
  see(caller: string): void {
    const nowMs = this.#nowMs;
    this.#sinceMs ??= nowMs;
    const before = this.#spanOf(caller);
    if (before?.lastMs === nowMs) return;
    const span = { firstMs: before?.firstMs ?? nowMs, lastMs: nowMs };
    this.#forget(caller);
    if (before === undefined) this.#put(this.#once, caller, nowMs);
    else this.#put(this.#returned, caller, span);
    if (this.#counts(span)) this.#count++;
  }

  has(caller: string): boolean {
    const span = this.#spanOf(caller);
    return span !== undefined && this.#lasts(span);
  }

  /** How many did well within the last hour. */
  get count(): number {
    return this.#count;
  }

  #spanOf(caller: string): Span | undefined {
    const onceMs = this.#once.get(caller);
    return onceMs === undefined ? this.#returned.get(caller) : { firstMs: onceMs, lastMs: onceMs };
  }

  #lasts({ firstMs, lastMs }: Span): boolean {
    return lastMs - firstMs >= this.#whileMs;
  }

  #counts(span: Span): boolean {
    return this.#lasts(span) && span.lastMs > this.#nowMs - HOUR_MS;
  }

  /** In place of those who were seen longest ago, where there is no room: those who call now are the ones that matter. */
  #put<Seen>(seen: Map<string, Seen>, caller: string, value: Seen): void {
    if (seen.size >= MOST_CALLERS) for (const oldest of [...seen.keys().take(MAKE_ROOM)]) this.#forget(oldest);
    seen.set(caller, value);
  }

  #forget(caller: string): void {
    const span = this.#spanOf(caller);
    if (span === undefined) return;
    if (this.#counts(span)) this.#count--;
    this.#once.delete(caller);
    this.#returned.delete(caller);
  }
}

function forget<Seen>(seen: Map<string, Seen>, isOver: (value: Seen) => boolean): void {
  for (const [caller, value] of seen) {
    if (!isOver(value)) break;
    seen.delete(caller);
  }
}
