import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { remember } from '../model/callers/caller-state.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** Between most countries one needs longer than that. */
const TRAVEL_MS = 3 * 3_600_000;
const ALL = 1;
const MOST_COUNTRIES = 8;
const MOST_PAIRS = 20_000;
const LEAST_SAID = 2;
const saved = z.strictObject({ rates: z.unknown(), sinceMs: z.number().nonnegative() });

export const impossibleTravel: Indicator = {
  id: 'impossible-travel',
  title: 'Two countries within hours',
  what: 'The same user calls successfully from two countries within three hours, whatever the token.',
  how: 'Each call is compared with the last one of the same user. How often that happens, between any countries and between these two, is learned: near a border and in some networks it is usual. So is what the user did before.',
  attack: 'An account was taken over, or its token is used by somebody else.',
  otherwise: 'A VPN, roaming, a mobile network that leaves the Internet in another country.',
  remedy: 'Ask for a second factor; ask the user.',
  owasp: ['API2:2023'],
  cwe: ['CWE-287', 'CWE-294'],
  mitre: ['T1078'],
  severity: 'medium',
  create: (learning) => new Travels(learning),
};

class Travels implements Detector {
  readonly #book: Book;
  /** Of all calls with a call of the same user in the three hours before, and of each pair of countries. */
  readonly #rates: Rates;
  #sinceMs = 0;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#rates = new Rates(MOST_PAIRS, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success' || call.exchange.client.country === undefined) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return undefined;
    const state = this.#book.state(facts);
    const country = facts.name(call.exchange.client.country);
    const { travel } = state;
    if (travel === undefined || travel.country === country || call.timeMs - travel.timeMs > TRAVEL_MS) return undefined;
    const calls = this.#rates.observations(ALL);
    const ofPair = this.#rates.events(pairOf(country, travel.country));
    // A pair that nobody had is thought to be as likely as a tenth of an event.
    const probability = (ofPair + 0.1) / (calls + 1);
    const isUsual = state.countries.includes(country) && state.countries.includes(travel.country);
    const surprise = isUsual ? 0 : -Math.log10(probability);
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, probability, surprise, (call.timeMs - travel.timeMs) / 60_000);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success' || call.exchange.client.country === undefined) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    const state = this.#book.state(facts);
    const country = facts.name(call.exchange.client.country);
    const { travel } = state;
    remember(state.countries, country, MOST_COUNTRIES);
    if (travel === undefined) state.travel = { country, timeMs: call.timeMs };
    else {
      const isTravel = travel.country !== country && call.timeMs - travel.timeMs <= TRAVEL_MS;
      this.#rates.learn(ALL, isTravel, call.timeMs);
      if (isTravel) this.#rates.learn(pairOf(country, travel.country), true, call.timeMs);
      travel.country = country;
      travel.timeMs = call.timeMs;
    }
  }

  save(): unknown {
    return { rates: this.#rates.save(), sinceMs: this.#sinceMs };
  }

  merge(value: unknown): void {
    const { rates, sinceMs } = saved.parse(value);
    this.#rates.merge(rates);
    if (this.#sinceMs === 0 || (sinceMs > 0 && sinceMs < this.#sinceMs)) this.#sinceMs = sinceMs;
  }

  #signal({ call }: Facts, probability: number, surprise: number, minutes: number): Signal {
    const { country, address } = call.exchange.client;
    return {
      subject: callerSubject(call),
      surprise,
      api: null,
      operation: null,
      evidence: [
        {
          variable: 'country of the user',
          learned: `between these two within three hours in ${brief(100 * probability)} % of calls`,
          seen: `${country ?? ''} (${address}), ${brief(minutes)} minutes after another country`,
          surprise,
          since: iso(this.#sinceMs),
          observations: Math.round(this.#rates.observations(ALL)),
        },
      ],
    };
  }
}

function pairOf(one: number, other: number): number {
  return combined(Math.min(one, other), Math.max(one, other));
}
