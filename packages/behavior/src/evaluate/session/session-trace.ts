import type { SessionPart } from './session-part.ts';

/** What is known of one request of a session. */
export interface SessionRequest {
  /** Number of the operation. */
  readonly operation: number;
  /** Number of the path. */
  readonly path: number;
  /** Hash of what was asked for, with the query. */
  readonly target: number;
  /** Numbers of the objects that the request names. */
  readonly objects: readonly number[];
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
const MOST_OBJECTS = 256;

/** What is kept of one session: a few numbers for each request, bounded. */
export class SessionTrace implements SessionPart {
  readonly caller: number;
  requests = 0;
  readonly operations: number[] = [];
  readonly paths: number[] = [];
  readonly targets: number[] = [];
  readonly objects: number[] = [];
  rejected = 0;
  failed = 0;
  responseBytes = 0;
  readonly pauses = { count: 0, sum: 0, squares: 0 };
  readonly surprises = { most: 0, sum: 0 };
  isAttack = false;
  category = '';
  readonly #times: number[] = [];
  readonly #clients: number[] = [];
  #isBackwards = false;
  #lastMs = Number.NaN;
  #firstMs = Number.NaN;

  /** `caller`: number of who called first. */
  constructor(caller: number) {
    this.caller = caller;
  }

  add({ operation, path, target, objects, timeMs, status, responseBytes, client, surprise }: SessionRequest): void {
    this.requests++;
    if (this.operations.length < MOST_KEPT) {
      this.operations.push(operation);
      this.paths.push(path);
      this.targets.push(target);
      this.#times.push(timeMs);
      for (const object of objects) if (this.objects.length < MOST_OBJECTS && !this.objects.includes(object)) this.objects.push(object);
    }
    if (this.#clients.length < MOST_CLIENTS && !this.#clients.includes(client)) this.#clients.push(client);
    if (status >= 500) this.failed++;
    else if (status >= 400) this.rejected++;
    this.responseBytes += responseBytes;
    this.surprises.sum += surprise;
    if (surprise > this.surprises.most) this.surprises.most = surprise;
    if (Number.isNaN(timeMs)) return;
    if (Number.isNaN(this.#firstMs)) this.#firstMs = timeMs;
    else addPause(this.pauses, timeMs - this.#lastMs);
    if (timeMs < this.#lastMs) this.#isBackwards = true;
    this.#lastMs = timeMs;
  }

  get clients(): number {
    return this.#clients.length;
  }

  get durationMs(): number {
    return Math.abs(this.#lastMs - this.#firstMs);
  }

  /** The session as it is by now, which does not change with what comes. */
  soFar(): SessionPart {
    const { caller, requests, clients, rejected, failed, responseBytes, durationMs } = this;
    const [pauses, surprises] = [{ ...this.pauses }, { ...this.surprises }];
    const [length, objects] = [this.operations.length, this.objects.length];
    const begun = (of: readonly number[], count: number): readonly number[] => of.slice(0, count);
    const trace = this as SessionPart;
    return {
      ...{ caller, requests, clients, rejected, failed, responseBytes, durationMs, pauses, surprises },
      get operations() {
        return begun(trace.operations, length);
      },
      get paths() {
        return begun(trace.paths, length);
      },
      get targets() {
        return begun(trace.targets, length);
      },
      get objects() {
        return begun(trace.objects, objects);
      },
    };
  }

  /** The session in the order of its times, where its requests came in another and all of them are kept. */
  inOrder(): SessionPart {
    const times = this.#times;
    if (!this.#isBackwards || this.requests > times.length || times.some((time) => Number.isNaN(time))) return this;
    const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    const sorted = (of: readonly number[]): number[] => order.map((index) => of[index] ?? 0);
    const pauses = { count: 0, sum: 0, squares: 0 };
    const inOrder = sorted(times);
    for (let index = 1; index < inOrder.length; index++) addPause(pauses, (inOrder[index] ?? 0) - (inOrder[index - 1] ?? 0));
    const { caller, requests, objects, clients, rejected, failed, responseBytes, surprises } = this;
    return {
      ...{ caller, requests, objects, clients, rejected, failed, responseBytes, surprises, pauses },
      operations: sorted(this.operations),
      paths: sorted(this.paths),
      targets: sorted(this.targets),
      durationMs: (inOrder.at(-1) ?? 0) - (inOrder[0] ?? 0),
    };
  }
}

function addPause(pauses: { count: number; sum: number; squares: number }, ms: number): void {
  const pause = Math.log10(1 + Math.abs(ms));
  pauses.count++;
  pauses.sum += pause;
  pauses.squares += pause * pause;
}
