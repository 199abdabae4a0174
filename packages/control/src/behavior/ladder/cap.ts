import type { Sanction, Subject } from '@airside/domain';

import type { Responses } from './steps.ts';
import { TakenShare } from './taken-share.ts';
import type { Traffic } from './traffic.ts';

/** So many requests an hour are no large part of any traffic that matters. */
const LEAST_REQUESTS = 50;
const LEAST_CALLERS = 1;
/** That of a block which was stored before weights were: most likely it has hit somebody, of nobody knows how many. */
const UNKNOWN: Weight = { requests: { taken: 0, of: 0 }, known: { taken: 1, of: 0 }, others: { taken: 0, of: 0 } };

export type Weight = NonNullable<Sanction['weight']>;

/** What automated blocks take away of the traffic. */
export class BlockedShare {
  readonly #blocks = new Set<string>();
  readonly #taken = {
    requests: new TakenShare(LEAST_REQUESTS),
    known: new TakenShare(LEAST_CALLERS),
    others: new TakenShare(LEAST_CALLERS),
  };
  readonly #traffic: Traffic;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  add(id: string, weight: Weight = UNKNOWN): void {
    this.#blocks.add(id);
    for (const what of WEIGHED) this.#taken[what].add(id, weight[what]);
  }

  remove(id: string): void {
    this.#blocks.delete(id);
    for (const what of WEIGHED) this.#taken[what].remove(id);
  }

  /**
   * What a block of these takes of the traffic as it is now: of what was answered with success in the last hour and does not count towards detections; of the callers who have done
   * well for a while, suspicious or not, as an alarm about how much somebody does is about all that it does; and of the others who did well in that hour.
   */
  weightOf(match: readonly Subject[]): Weight {
    const traffic = this.#traffic;
    const good = traffic.goodOf(match);
    const known = traffic.knownOf(match);
    return {
      requests: { taken: good, of: traffic.good() },
      known: { taken: known, of: traffic.known() },
      others: { taken: known === 0 && good > 0 ? 1 : 0, of: Math.max(traffic.callers(), this.#blocks.size + 1) },
    };
  }

  /** Why one more automated block would hit too much of the traffic; undefined where it does not. */
  beyond(match: readonly Subject[], cap: Responses['cap']): string | undefined {
    const weight = this.weightOf(match);
    const known = this.#taken.known.excess(weight.known, cap.callers);
    if (known !== undefined)
      return `automated blocks would hit ${known.taken} callers that have done well for a while, and may hit ${known.room}`;
    const others = this.#taken.others.excess(weight.others, cap.callers);
    if (others !== undefined) return `automated blocks would hit ${others.taken} callers that do well, and may hit ${others.room}`;
    const requests = this.#taken.requests.excess(weight.requests, cap.requests);
    if (requests === undefined) return undefined;
    const share = Math.min(1, requests.taken / weight.requests.of);
    return `automated blocks would hit ${percent(share)} of what was answered with success in the last hour, and may hit ${percent(cap.requests)}`;
  }
}

const WEIGHED = ['requests', 'known', 'others'] as const;

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
