import type { Call } from '../call/call.ts';
import { ClockMap } from './clock-map.ts';

const MOST_SCOPES = 2000;
const apiOf = ({ api }: Call): string => api;

interface Noted<Mark> {
  readonly timeMs: number;
  readonly mark: Mark;
}

/** Of each API, or of each of what else calls are told apart by, those callers who were noted last, each with a mark. Bounded; not saved, as it is of minutes. */
export class RecentCallers<Mark> {
  readonly #mostCallers: number;
  readonly #scopeOf: (call: Call) => string;
  /** By scope and caller; whoever was noted last is the last one. */
  readonly #byScope = new ClockMap<Map<string, Noted<Mark>>, string>(MOST_SCOPES, () => false);

  /** So many callers of a scope are kept. */
  constructor(mostCallers: number, scopeOf = apiOf) {
    this.#mostCallers = mostCallers;
    this.#scopeOf = scopeOf;
  }

  note(call: Call, mark: Mark): void {
    const { caller, timeMs } = call;
    const scope = this.#scopeOf(call);
    let callers = this.#byScope.get(scope);
    if (callers === undefined) {
      callers = new Map();
      this.#byScope.set(scope, callers);
    }
    callers.delete(caller);
    callers.set(caller, { timeMs, mark });
    if (callers.size <= this.#mostCallers) return;
    for (const longestAgo of callers.keys()) {
      callers.delete(longestAgo);
      break;
    }
  }

  /** What was noted of other callers of the same scope. */
  *others(call: Call): Iterable<Noted<Mark>> {
    for (const [other, noted] of this.#byScope.peek(this.#scopeOf(call)) ?? []) if (other !== call.caller) yield noted;
  }
}
