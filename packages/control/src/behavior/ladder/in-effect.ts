import type { Sanction } from '@airside/domain';

import { BlockedShare } from './cap.ts';
import { matchKey } from './sanction.ts';
import type { Responses } from './steps.ts';
import type { Traffic } from './traffic.ts';

const SWEEP_MS = 1000;

interface Entry {
  readonly sanction: Sanction;
  readonly expiresMs: number;
}

/** The sanctions in effect. What the ladder asks of them costs the same however many there are; those that have expired are gone through once a second. */
export class SanctionsInEffect {
  readonly #entries = new Map<string, Entry>();
  /** By what they do to whom, where. */
  readonly #alike = new Map<string, Set<Entry>>();
  readonly #blocked: BlockedShare;
  readonly #now: () => number;
  #automated = 0;
  #sweptMs: number;

  constructor(traffic: Traffic, now: () => number = Date.now) {
    this.#blocked = new BlockedShare(traffic);
    this.#now = now;
    this.#sweptMs = now();
  }

  /** Takes what is ordered now; yields it as it has to be kept: an automated block with what it takes of the traffic. */
  add(sanction: Sanction): Sanction {
    this.remove(sanction.id);
    const weighed =
      isCapped(sanction) && sanction.weight === undefined ? { ...sanction, weight: this.#blocked.weightOf(sanction.match) } : sanction;
    this.restore(weighed);
    return weighed;
  }

  /** Takes what was ordered earlier, as it was kept. */
  restore(sanction: Sanction): void {
    this.remove(sanction.id);
    const entry = { sanction, expiresMs: Date.parse(sanction.expires) };
    this.#entries.set(sanction.id, entry);
    const key = likeness(sanction, sanction.api);
    const alike = this.#alike.get(key);
    if (alike === undefined) this.#alike.set(key, new Set([entry]));
    else alike.add(entry);
    if (!isAutomated(sanction)) return;
    this.#automated++;
    if (isCapped(sanction)) this.#blocked.add(sanction.id, sanction.weight);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const { sanction } = entry;
    this.#entries.delete(id);
    const key = likeness(sanction, sanction.api);
    const alike = this.#alike.get(key);
    alike?.delete(entry);
    if (alike?.size === 0) this.#alike.delete(key);
    if (isAutomated(sanction)) this.#automated--;
    this.#blocked.remove(id);
  }

  get size(): number {
    this.#sweep();
    return this.#entries.size;
  }

  /** Those that were ordered by no person and are not only tried. */
  get automated(): number {
    this.#sweep();
    return this.#automated;
  }

  all(): readonly Sanction[] {
    this.#sweep();
    const nowMs = this.#now();
    return [...this.#entries.values()].filter(({ expiresMs }) => expiresMs > nowMs).map(({ sanction }) => sanction);
  }

  /** Whether one does the same to the same callers, for however long: at all APIs, or at the same one. */
  has(sanction: Sanction): boolean {
    const nowMs = this.#now();
    const apis = sanction.api === null ? [null] : [null, sanction.api];
    return apis.some((api) => [...(this.#alike.get(likeness(sanction, api)) ?? [])].some(({ expiresMs }) => expiresMs > nowMs));
  }

  /** Those that a person has ordered of which this one is a repetition. */
  repeatedBy(sanction: Sanction): readonly Sanction[] {
    const nowMs = this.#now();
    return [...(this.#alike.get(likeness(sanction, sanction.api)) ?? [])]
      .filter(({ expiresMs }) => expiresMs > nowMs)
      .map((entry) => entry.sanction)
      .filter(({ id, by, requestsPerMinute }) => id !== sanction.id && isOfPerson(by) && requestsPerMinute === sanction.requestsPerMinute);
  }

  /** Why an automated block of these would, with those in effect, hit too much of the traffic; undefined where it does not. */
  beyondCap(match: Sanction['match'], cap: Responses['cap']): string | undefined {
    this.#sweep();
    return this.#blocked.beyond(match, cap);
  }

  #sweep(): void {
    const nowMs = this.#now();
    if (nowMs - this.#sweptMs < SWEEP_MS) return;
    this.#sweptMs = nowMs;
    for (const [id, { expiresMs }] of this.#entries) if (expiresMs <= nowMs) this.remove(id);
  }
}

export function isOfPerson(by: string): boolean {
  return by.startsWith('person:');
}

function isAutomated({ by, dryRun }: Sanction): boolean {
  return by.startsWith('response:') && !dryRun;
}

function isCapped(sanction: Sanction): boolean {
  return sanction.action === 'block' && isAutomated(sanction);
}

function likeness(sanction: Sanction, api: string | null): string {
  return JSON.stringify([sanction.action, sanction.dryRun, api, matchKey(sanction)]);
}
