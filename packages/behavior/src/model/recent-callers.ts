import type { Call } from '../call/call.ts';
import { ClockMap } from './clock-map.ts';

const MOST_APIS = 2000;

interface Noted<Mark> {
  readonly timeMs: number;
  readonly mark: Mark;
}

/** Of each API those callers who were noted last, each with a mark. Bounded; not saved, as it is of minutes. */
export class RecentCallers<Mark> {
  readonly #mostCallers: number;
  /** By API and caller; whoever was noted last is the last one. */
  readonly #byApi = new ClockMap<Map<string, Noted<Mark>>, string>(MOST_APIS, () => false);

  /** So many callers of an API are kept. */
  constructor(mostCallers: number) {
    this.#mostCallers = mostCallers;
  }

  note({ api, caller, timeMs }: Call, mark: Mark): void {
    let callers = this.#byApi.get(api);
    if (callers === undefined) {
      callers = new Map();
      this.#byApi.set(api, callers);
    }
    callers.delete(caller);
    callers.set(caller, { timeMs, mark });
    if (callers.size <= this.#mostCallers) return;
    for (const longestAgo of callers.keys()) {
      callers.delete(longestAgo);
      break;
    }
  }

  /** What was noted of other callers of the same API. */
  *others({ api, caller }: Call): Iterable<Noted<Mark>> {
    for (const [other, noted] of this.#byApi.peek(api) ?? []) if (other !== caller) yield noted;
  }
}
