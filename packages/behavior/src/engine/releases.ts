import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Sighting } from './sighting.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_APIS = 2000;
const MOST_NAMES = 10_000;
const LONGEST_NAME = 200;
const LONGEST_API = 2000;

const savedSchema = z.strictObject({
  noticed: z.array(z.tuple([z.string().max(LONGEST_API), z.number()])).max(MOST_APIS),
  sent: z.array(z.string().max(LONGEST_NAME)).max(MOST_NAMES),
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

  /** Takes all that was seen of one call. `hasTried`: of its caller something new was seen before, and what comes then may come of that. */
  note(sightings: readonly Sighting[], call: Call, hasTried: boolean): void {
    const [only] = sightings;
    if (only === undefined) return;
    if (sightings.some(isOfRequest)) {
      for (const { place, name } of call.parameters)
        if (place === 'body' || place === 'query') for (const part of partsOf(name)) this.#sent.set(keyOf(call.api, part), true);
      return;
    }
    if (hasTried || sightings.length > 1 || only.indicator.isOfAnswers !== true) return;
    const fields = only.signal.evidence.flatMap(({ seen }) => partsOf(seen));
    if (!fields.some((part) => this.#sent.has(keyOf(call.api, part)))) this.#noticedMs.set(call.api, only.timeMs);
  }

  /** What a sighting is a side of; undefined where it stands for itself. */
  kinOf({ indicator: { kin }, signal: { api }, timeMs }: Sighting): Indicator['kin'] {
    return kin !== 'novelty' || this.isAt(api, timeMs) ? kin : undefined;
  }

  /** Whether an API had a new version within a day. */
  isAt(api: string | null, timeMs: number): boolean {
    const noticedMs = api === null ? undefined : this.#noticedMs.get(api);
    return noticedMs !== undefined && Math.abs(timeMs - noticedMs) <= DAY_MS;
  }

  save(): z.input<typeof savedSchema> {
    const noticed = [...this.#noticedMs].reverse().filter(([api]) => api.length <= LONGEST_API);
    return { noticed, sent: [...this.#sent.keys()].reverse() };
  }

  /** Of what both have noticed the later counts. Hostile input is refused with an error. */
  merge(saved: unknown): void {
    const { noticed, sent } = savedSchema.parse(saved);
    for (const [api, noticedMs] of noticed) this.#noticedMs.set(api, Math.max(noticedMs, this.#noticedMs.get(api) ?? noticedMs));
    for (const key of sent) this.#sent.set(key, true);
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
