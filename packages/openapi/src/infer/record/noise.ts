import { LIMITS } from '../limits.ts';

const LONGEST_PATH = 200;

/** Calls that tell of no endpoint: how many, and the paths called most, as far as they can be kept. */
export class Noise {
  calls = 0;
  /** Of these, those that the gateway refused. */
  refused = 0;
  readonly statuses = new Map<number, number>();
  readonly #paths = new Map<string, number>();

  observe(method: string, path: string, status: number | null, isRefused: boolean): void {
    this.calls++;
    if (isRefused) this.refused++;
    const key = status ?? 0;
    if (this.statuses.has(key) || this.statuses.size < LIMITS.statuses) this.statuses.set(key, (this.statuses.get(key) ?? 0) + 1);
    const line = `${method.slice(0, 20)} ${path.length > LONGEST_PATH ? path.slice(0, LONGEST_PATH) : path}`;
    const known = this.#paths.get(line);
    if (known !== undefined) this.#paths.set(line, known + 1);
    else if (this.#paths.size < LIMITS.noisePaths) this.#paths.set(line, 1);
    else this.#forgetOne();
  }

  /** Most calls first. */
  paths(): readonly (readonly [line: string, calls: number])[] {
    return [...this.#paths].toSorted(([a, callsOfA], [b, callsOfB]) => callsOfB - callsOfA || (a < b ? -1 : 1));
  }

  merge(other: Noise): void {
    this.calls += other.calls;
    this.refused += other.refused;
    for (const [status, calls] of other.statuses) this.statuses.set(status, (this.statuses.get(status) ?? 0) + calls);
    for (const [line, calls] of other.#paths)
      if (this.#paths.has(line) || this.#paths.size < LIMITS.noisePaths) this.#paths.set(line, (this.#paths.get(line) ?? 0) + calls);
  }

  /** Counts down in turn, so that what is called again and again outlasts what is called once (Misra and Gries, 1982, a step at a time). */
  #forgetOne(): void {
    const [oldest] = this.#paths;
    if (oldest === undefined) return;
    this.#paths.delete(oldest[0]);
    if (oldest[1] > 1) this.#paths.set(oldest[0], oldest[1] - 1);
  }
}
