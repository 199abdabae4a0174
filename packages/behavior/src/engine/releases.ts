import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { savedName } from '../saved/saved-name.ts';
import type { Sighting } from './sighting.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_APIS = 2000;
const MOST_NAMES = 10_000;
const LONGEST_NAME = 200;

const savedSchema = z.strictObject({
  noticed: z.array(z.tuple([savedName, z.number()])).max(MOST_APIS),
  sent: z.array(savedName).max(MOST_NAMES),
  firstKnown: z
    .array(z.tuple([savedName, savedName, z.number()]))
    .max(MOST_APIS)
    .default([]),
});

/**
 * Which APIs have a new version: where a request that has nothing else about it is answered with something new, that is the server's doing. Within a day of it several things that
 * are new are sides of one event.
 *
 * A new field may be what somebody has stored there: its name must not be one that came with a request in which something was new, and whoever gets it must not have sent such a request.
 */
export class Releases {
  readonly #noticedMs = new LRUCache<string, number>({ max: MOST_APIS });
  /** Names in requests in which something was new, each with its API. */
  readonly #sent = new LRUCache<string, true>({ max: MOST_NAMES });
  /** Who was the first of those who are known that got something new from an API, whatever it asked for: two of these are no attackers. */
  readonly #firstKnown = new LRUCache<string, { readonly caller: string; readonly timeMs: number }>({ max: MOST_APIS });

  /** Takes all that was seen of one call. `hasTried`: of its caller something new was seen before, and what comes then may come of that; `isKnown`: it is not made up. */
  note(sightings: readonly Sighting[], call: Call, hasTried: boolean, isKnown: boolean): void {
    const [only] = sightings;
    if (only === undefined) return;
    if (sightings.some(isOfRequest)) {
      const sent = call.parameters.flatMap(({ place, name }) => (place === 'body' || place === 'query' ? partsOf(name) : []));
      for (const part of new Set(sent)) this.#sent.set(keyOf(call.api, part), true);
    }
    const answered = sightings.find(({ indicator }) => indicator.isOfAnswers === true);
    if (answered === undefined) return;
    const fields = answered.signal.evidence.flatMap(({ seen }) => partsOf(seen));
    if (fields.some((part) => this.#sent.has(keyOf(call.api, part)))) return;
    const isOrdinary = !hasTried && sightings.length === 1;
    if (isOrdinary || (isKnown && this.#isAnother(call, answered.timeMs))) this.#noticedMs.set(call.api, answered.timeMs);
  }

  /** Whether somebody else who is known, too, got something new within a day. */
  #isAnother({ api, caller }: Call, timeMs: number): boolean {
    const first = this.#firstKnown.get(api);
    const isLately = first !== undefined && timeMs - first.timeMs <= DAY_MS;
    if (!isLately) this.#firstKnown.set(api, { caller, timeMs });
    return isLately && first.caller !== caller;
  }

  /** What a sighting is a side of; undefined where it stands for itself. */
  kinOf({ indicator: { kin }, signal: { api }, timeMs, event }: Sighting): string | undefined {
    if (event !== undefined) return event;
    return kin !== 'novelty' || this.isAt(api, timeMs) ? kin : undefined;
  }

  /** Whether an API had a new version within a day. */
  isAt(api: string | null, timeMs: number): boolean {
    const noticedMs = api === null ? undefined : this.#noticedMs.get(api);
    return noticedMs !== undefined && Math.abs(timeMs - noticedMs) <= DAY_MS;
  }

  save(): z.input<typeof savedSchema> {
    return {
      noticed: [...this.#noticedMs].reverse(),
      sent: [...this.#sent.keys()].reverse(),
      firstKnown: [...this.#firstKnown].reverse().map(([api, { caller, timeMs }]) => [api, caller, timeMs]),
    };
  }

  /** Of what both have noticed the later counts. Hostile input is refused with an error. */
  merge(saved: unknown): void {
    const { noticed, sent, firstKnown } = savedSchema.parse(saved);
    for (const [api, noticedMs] of noticed) this.#noticedMs.set(api, Math.max(noticedMs, this.#noticedMs.get(api) ?? noticedMs));
    for (const key of sent) this.#sent.set(key, true);
    for (const [api, caller, timeMs] of firstKnown)
      if (timeMs > (this.#firstKnown.get(api)?.timeMs ?? 0)) this.#firstKnown.set(api, { caller, timeMs });
  }

  /** Whether two sightings are sides of the same: those by one indicator are where they are of answers, of which a release changes several. */
  areKin(one: Sighting, other: Sighting): boolean {
    if (one.indicator === other.indicator && one.indicator.isOfAnswers !== true) return false;
    const kin = this.kinOf(one);
    return kin !== undefined && kin === this.kinOf(other);
  }
}

/** Whether something about a request is new. */
export function isOfRequest({ indicator: { kin, isOfAnswers } }: Sighting): boolean {
  return kin === 'novelty' && isOfAnswers !== true;
}

/** The names in a path of names: `items[].price` has two. */
function partsOf(path: string): readonly string[] {
  return path.split('.').map((part) => part.replaceAll('[]', ''));
}

function keyOf(api: string, name: string): string {
  return `${api} ${name}`.slice(0, LONGEST_NAME);
}
