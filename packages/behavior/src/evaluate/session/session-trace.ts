/** What is known of one request of a session. */
export interface SessionRequest {
  /** Number of the operation. */
  readonly operation: number;
  /** Hash of what was asked for, with the query. */
  readonly target: number;
  /** Milliseconds since 1970; NaN where nobody told. */
  readonly timeMs: number;
  readonly status: number;
  readonly responseBytes: number;
  /** Who sent it, by address and software; hashed. */
  readonly client: number;
  /** How surprising the request is by itself. */
  readonly surprise: number;
}

/** Requests of a session whose operation and target are kept. */
const MOST_KEPT = 2000;
const MOST_CLIENTS = 64;

/** What is kept of one session: a few numbers for each request, bounded. */
export class SessionTrace {
  requests = 0;
  readonly operations: number[] = [];
  readonly targets: number[] = [];
  readonly clients: number[] = [];
  /** Answers with 4xx, and with 5xx. */
  rejected = 0;
  failed = 0;
  responseBytes = 0;
  /** Pauses between requests: how many are known, sum and sum of squares of log10(1 + ms). */
  readonly pauses = { count: 0, sum: 0, squares: 0 };
  /** Of single requests. */
  readonly surprises = { most: 0, sum: 0 };
  isAttack = false;
  category = '';
  #lastMs = Number.NaN;
  #firstMs = Number.NaN;

  add({ operation, target, timeMs, status, responseBytes, client, surprise }: SessionRequest): void {
    this.requests++;
    if (this.operations.length < MOST_KEPT) {
      this.operations.push(operation);
      this.targets.push(target);
    }
    if (this.clients.length < MOST_CLIENTS && !this.clients.includes(client)) this.clients.push(client);
    if (status >= 500) this.failed++;
    else if (status >= 400) this.rejected++;
    this.responseBytes += responseBytes;
    this.surprises.sum += surprise;
    if (surprise > this.surprises.most) this.surprises.most = surprise;
    if (Number.isNaN(timeMs)) return;
    if (Number.isNaN(this.#firstMs)) this.#firstMs = timeMs;
    else {
      const pause = Math.log10(1 + Math.abs(timeMs - this.#lastMs));
      this.pauses.count++;
      this.pauses.sum += pause;
      this.pauses.squares += pause * pause;
    }
    this.#lastMs = timeMs;
  }

  /** −log10 of the chance that one of so many requests is as surprising as the worst of them (Bonferroni). */
  get worst(): number {
    return Math.max(0, this.surprises.most - Math.log10(Math.max(1, this.requests)));
  }

  /** From the first request to the last one; NaN where no times are known. */
  get durationMs(): number {
    return Math.abs(this.#lastMs - this.#firstMs);
  }
}
