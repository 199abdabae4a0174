import { callerOf, type Exchange } from '@airside/domain';

/** Calls that have in common what would become of them. */
export interface ReplayGroup {
  readonly api: string | null;
  readonly operation: string | null;
  readonly policy: string;
  /** Most frequent first. */
  readonly reasons: readonly Counted[];
  /** Most frequent first. */
  readonly callers: readonly Counted[];
  /** Calls for reasons, or by callers, beyond those that are listed. */
  readonly otherReasons: number;
  readonly otherCallers: number;
  readonly calls: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Ids of some of the exchanges. */
  readonly examples: readonly string[];
}

export interface Counted {
  readonly name: string;
  readonly calls: number;
}

const MOST_GROUPS = 10_000;
const MOST_REASONS = 50;
const MOST_CALLERS = 1000;
const MOST_EXAMPLES = 5;

/** Gathers calls by API, operation and policy, in bounded memory. */
export class ReplayGroups {
  readonly #groups = new Map<string, Group>();
  /** Calls of groups beyond those that are kept. */
  others = 0;
  calls = 0;

  add(exchange: Exchange, operation: string | null, policy: string, reason: string): void {
    this.calls++;
    const key = JSON.stringify([exchange.api, operation, policy]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= MOST_GROUPS) {
        this.others++;
        return;
      }
      group = new Group(exchange.api, operation, policy);
      this.#groups.set(key, group);
    }
    group.add(exchange, reason);
  }

  /** Most calls first. */
  list(): readonly ReplayGroup[] {
    return [...this.#groups.values()].map((group) => group.view()).toSorted((a, b) => b.calls - a.calls);
  }
}

class Group {
  readonly #place: Pick<ReplayGroup, 'api' | 'operation' | 'policy'>;
  readonly #reasons = new Tally(MOST_REASONS);
  readonly #callers = new Tally(MOST_CALLERS);
  readonly #examples: string[] = [];
  #calls = 0;
  #firstSeen = '';
  #lastSeen = '';

  constructor(api: string | null, operation: string | null, policy: string) {
    this.#place = { api, operation, policy };
  }

  add(exchange: Exchange, reason: string): void {
    this.#calls++;
    this.#reasons.add(reason);
    this.#callers.add(callerOf(exchange));
    if (this.#firstSeen === '' || exchange.time < this.#firstSeen) this.#firstSeen = exchange.time;
    if (exchange.time > this.#lastSeen) this.#lastSeen = exchange.time;
    if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(exchange.id);
  }

  view(): ReplayGroup {
    return {
      ...this.#place,
      reasons: this.#reasons.list(),
      callers: this.#callers.list(),
      otherReasons: this.#reasons.others,
      otherCallers: this.#callers.others,
      calls: this.#calls,
      firstSeen: this.#firstSeen,
      lastSeen: this.#lastSeen,
      examples: this.#examples,
    };
  }
}

/** Counts by name; names that come after so many others are counted together. */
class Tally {
  readonly #most: number;
  readonly #counts = new Map<string, number>();
  others = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(name: string): void {
    const known = this.#counts.get(name);
    if (known === undefined && this.#counts.size >= this.#most) this.others++;
    else this.#counts.set(name, (known ?? 0) + 1);
  }

  list(): readonly Counted[] {
    return [...this.#counts].map(([name, calls]) => ({ name, calls })).toSorted((a, b) => b.calls - a.calls);
  }
}
