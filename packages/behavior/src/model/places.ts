import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { combined } from '../sketch/index.ts';
import { type Book, bookOf } from './book.ts';
import { type CallerState, remember } from './callers/caller-state.ts';
import { earlier } from './earlier.ts';
import type { Facts } from './facts.ts';
import { Rates } from './rates.ts';
import { rolesOf } from './roles.ts';

/** Between most countries one needs longer than that. */
const TRAVEL_MS = 3 * 3_600_000;
/** What is learned: callers come from a country that is new to them, after a while and at once; and when they do, with a client that is new to them as well. */
const [ARRIVED, LEAPED, WITH_NEW_CLIENT] = [1, 2, 3];
const KINDS = 3;
/** Such rates of roles, by API. */
const MOST_OF_ROLES = 2 * 2000;
/** So many calls before it is known where a caller is at home. */
const ENOUGH = 20;
const MOST_COUNTRIES = 300;
const MOST_HOMES = 12;
const MOST_AGENTS = 6;

const saved = z.strictObject({
  rates: z.unknown(),
  byRole: z.unknown().optional(),
  shares: z.unknown(),
  sinceMs: z.number().nonnegative(),
});

/** A caller in a country that is new to it. */
export interface Arrival {
  /** How long ago it was in another one, where that is too short for a journey. */
  readonly leapMs: number | undefined;
  readonly isNewClient: boolean;
  /** −log10 of its probability. */
  readonly surprise: number;
  /** Of such arrivals among all calls, from 0 to 1. */
  readonly probability: number;
  /** Which share of calls comes from that country, from 0 to 1. */
  readonly share: number;
  readonly sinceMs: number;
  readonly observations: number;
}

/**
 * Where callers are, for all indicators that ask. A new country and two countries within hours are one event and not two: which of them it is, is decided here. People who travel, or switch on a VPN, bring
 * their own devices, thieves seldom do; how often is learned.
 */
export class Places {
  readonly #book: Book;
  readonly #rates: Rates;
  readonly #byRole: Rates;
  readonly #shares: Rates;
  #sinceMs = 0;
  #learned: Call | undefined;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#rates = new Rates(KINDS, learning.options.halfLifeDays);
    this.#byRole = new Rates(MOST_OF_ROLES, learning.options.halfLifeDays);
    this.#shares = new Rates(MOST_COUNTRIES, learning.options.halfLifeDays);
  }

  judge(call: Call): Arrival | undefined {
    const { country } = call.exchange.client;
    if (call.outcome !== 'success' || country === undefined) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return undefined;
    const state = this.#book.state(facts);
    const key = facts.name(country);
    const kind = arrivalOf(state, key, call.timeMs);
    if (kind === undefined) return undefined;
    const observations = this.#rates.observations(kind);
    const share = (this.#shares.events(key) + 0.5) / (this.#rates.observations(LEAPED) + 1);
    const isNewClient = hasNewClient(state, facts);
    const probability = this.#probability(facts, kind) * (isNewClient ? this.#rates.probability(WITH_NEW_CLIENT) : 1);
    const surprise = -Math.log10(probability) - Math.log10(Math.min(1, 10 * share)) / 2;
    const leapMs = kind === LEAPED ? call.timeMs - (state.travel?.timeMs ?? 0) : undefined;
    return { leapMs, isNewClient, surprise, probability, share, sinceMs: this.#sinceMs, observations };
  }

  /** Once, however many indicators pass it on. */
  learn(call: Call): void {
    if (this.#learned === call) return;
    this.#learned = call;
    const { country } = call.exchange.client;
    if (call.outcome !== 'success' || country === undefined) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    const state = this.#book.state(facts);
    const key = facts.name(country);
    const kind = arrivalOf(state, key, call.timeMs);
    if (state.homes.length > 0) this.#learnKind(facts, LEAPED, kind === LEAPED);
    if (state.successes >= ENOUGH) this.#learnKind(facts, ARRIVED, kind === ARRIVED);
    if (kind !== undefined && state.successes >= ENOUGH) this.#rates.learn(WITH_NEW_CLIENT, hasNewClient(state, facts), call.timeMs);
    this.#shares.learn(key, true, call.timeMs);
    if (!state.homes.includes(key) && state.homes.length < MOST_HOMES) state.homes.push(key);
    remember(state.agents, facts.agent, MOST_AGENTS);
    const { travel } = state;
    if (travel === undefined) state.travel = { country: key, timeMs: call.timeMs };
    else {
      travel.country = key;
      travel.timeMs = call.timeMs;
    }
  }

  /** Of callers of the same role: tellers of a bank travel less than its customers. Where a caller has several, of that which travels most. */
  #probability(facts: Facts, kind: number): number {
    const ofAll = this.#rates.probability(kind);
    const roles = rolesOf(facts);
    return roles.length === 0 ? ofAll : Math.max(...roles.map((role) => this.#byRole.probabilityWithin(combined(role, kind), ofAll)));
  }

  #learnKind(facts: Facts, kind: number, happened: boolean): void {
    const { timeMs } = facts.call;
    this.#rates.learn(kind, happened, timeMs);
    for (const role of rolesOf(facts)) this.#byRole.learn(combined(role, kind), happened, timeMs);
  }

  save(): unknown {
    return { rates: this.#rates.save(), byRole: this.#byRole.save(), shares: this.#shares.save(), sinceMs: this.#sinceMs };
  }

  merge(value: unknown): void {
    const { rates, byRole, shares, sinceMs } = saved.parse(value);
    this.#rates.merge(rates);
    if (byRole !== undefined) this.#byRole.merge(byRole);
    this.#shares.merge(shares);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
  }
}

function arrivalOf({ homes, successes, travel }: CallerState, country: number, timeMs: number): number | undefined {
  if (homes.length === 0 || homes.includes(country)) return undefined;
  if (travel !== undefined && travel.country !== country && timeMs - travel.timeMs <= TRAVEL_MS) return LEAPED;
  return successes >= ENOUGH ? ARRIVED : undefined;
}

/** Of somebody who called a few times only it is not known which clients it has. */
function hasNewClient({ agents, successes }: CallerState, { agent }: Facts): boolean {
  return successes >= ENOUGH && !agents.includes(agent);
}

const places = new WeakMap<Learning, Places>();

/** What the indicators of one engine know of places together. */
export function placesOf(learning: Learning): Places {
  const known = places.get(learning);
  if (known !== undefined) return known;
  const made = new Places(learning);
  places.set(learning, made);
  return made;
}
