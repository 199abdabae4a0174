/**
 * Which callers have names that do not tell callers apart best: whose a token or a credential is, who uses an application, who is in a network. Most have one, who is kept without a
 * set of its own.
 */
export class Holders {
  readonly #callers = new Map<string, string | Set<string>>();
  readonly #most: number;
  #count = 0;

  /** Of more than `most` altogether none is added. */
  constructor(most: number) {
    this.#most = most;
  }

  add(name: string, caller: string): void {
    const known = this.#callers.get(name);
    if (known === caller || (known instanceof Set && known.has(caller)) || this.#count >= this.#most) return;
    this.#count++;
    if (known === undefined) this.#callers.set(name, caller);
    else if (known instanceof Set) known.add(caller);
    else this.#callers.set(name, new Set([known, caller]));
  }

  of(name: string): Iterable<string> {
    const callers = this.#callers.get(name);
    return callers === undefined ? [] : typeof callers === 'string' ? [callers] : callers;
  }
}
