import type { Subject } from '@airside/domain';

import type { Responses } from './steps.ts';
import type { Traffic } from './traffic.ts';

/** So many requests an hour are no large part of any traffic that matters. */
const LEAST_REQUESTS = 50;
/** Of blocks in effect, so many are looked at again whenever a further one is asked for. */
const LOOKED_AT_AGAIN = 8;

/**
 * What automated blocks take away of what was answered with success in the last hour. The sums are kept, so that one more block costs the same however many there are; of a block
 * in effect they hold what was counted when it was looked at last, which is mostly more than what there is now: who is blocked does not do well.
 */
export class BlockedShare {
  readonly #blocks = new Map<string, { readonly match: readonly Subject[]; good: number }>();
  readonly #traffic: Traffic;
  #next = this.#blocks.values();
  #requests = 0;
  #callers = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  add(id: string, match: readonly Subject[]): void {
    const block = { match, good: 0 };
    this.#blocks.set(id, block);
    this.#lookAt(block);
  }

  remove(id: string): void {
    const block = this.#blocks.get(id);
    if (block === undefined) return;
    this.#count(block, 0);
    this.#blocks.delete(id);
  }

  /**
   * Why one more automated block would hit too much of the traffic; undefined where it does not. Counted is what was answered with success in the last
   * hour: that is what a block can wrongly take away. One caller, and a few requests, may always be hit: of little traffic, shares say nothing.
   */
  beyond(match: readonly Subject[], cap: Responses['cap']): string | undefined {
    this.#lookAgain();
    const traffic = this.#traffic;
    const good = traffic.goodOf(match);
    const hitCallers = this.#callers + Number(good > 0);
    const callers = Math.max(1, Math.floor(cap.callers * Math.max(traffic.callers(), this.#blocks.size + 1)));
    if (hitCallers > callers) return `automated blocks would hit ${hitCallers} callers that do well, and may hit ${callers}`;
    const all = traffic.good();
    const requests = this.#requests + good;
    if (requests <= Math.max(LEAST_REQUESTS, cap.requests * all)) return undefined;
    return `automated blocks would hit ${percent(requests / all)} of what was answered with success in the last hour, and may hit ${percent(cap.requests)}`;
  }

  #lookAgain(): void {
    for (let count = Math.min(LOOKED_AT_AGAIN, this.#blocks.size); count > 0; count--) {
      let { value } = this.#next.next();
      if (value === undefined) {
        this.#next = this.#blocks.values();
        ({ value } = this.#next.next());
      }
      if (value !== undefined) this.#lookAt(value);
    }
  }

  #lookAt(block: { readonly match: readonly Subject[]; good: number }): void {
    this.#count(block, this.#traffic.goodOf(block.match));
  }

  #count(block: { good: number }, good: number): void {
    this.#requests += good - block.good;
    this.#callers += Number(good > 0) - Number(block.good > 0);
    block.good = good;
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
