import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { isThere } from '../call/is-there.ts';
import type { Learning } from '../engine/learning.ts';
import { wordsColumn } from '../saved/column.ts';
import { combined, RotatingBloom } from '../sketch/index.ts';
import { Activity } from './activity.ts';
import { agentFamily } from './agent-family.ts';
import { CallerState, ESTABLISHED } from './callers/caller-state.ts';
import { mergeCaller } from './callers/merge-callers.ts';
import { loadCallers, saveCallers, savedCallers } from './callers/saved-callers.ts';
import { ClockMap, LOOK_AT_LENGTH } from './clock-map.ts';
import { earlier } from './earlier.ts';
import { type FactHashes, Facts } from './facts.ts';
import { cachedHash, cachedPairs } from './name-cache.ts';
import { Recent } from './recent.ts';
import { Users } from './users.ts';
import { EntityTables } from './window/entity-tables.ts';
import { ScopeNames, UNKNOWN } from './window/scope-names.ts';
import { DAY, HOUR, MINUTE } from './window/spans.ts';

/** Users whose names are known: as many as this at least. */
const KNOWN_CALLS = 20;
const KNOWN_USERS = 2 ** 18;
/** Users with an address that they came from. */
const KNOWN_PLACES = 2 ** 18;

/** What was called that often with success is worth keeping. */
const WORTH_KEEPING = 5;

const savedBook = z.strictObject({
  activity: z.unknown(),
  known: z.unknown(),
  places: z.unknown().optional(),
  sinceMs: z.number().nonnegative(),
  /** In states of before there are none. */
  operations: wordsColumn.optional(),
});

/** So many are some milliseconds of work. */
const CALLERS_IN_PART = 2000;
const savedPart = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('callers'), callers: savedCallers }),
  z.strictObject({ of: z.literal('windows'), windows: z.unknown() }),
  /** States of version 2 have these. */
  z.strictObject({ of: z.enum(['users', 'activity']), users: z.unknown().optional(), activity: z.unknown().optional() }),
  z.strictObject({ of: z.literal('noted'), active: z.unknown(), noted: z.unknown() }),
]);

/** What the indicators of one engine share: the facts of the call at hand, and how many callers stand behind an address. */
export class Book {
  /** When the first call was seen; 0 before. */
  sinceMs = 0;
  /** What is counted over windows, by whom it is counted. */
  readonly tables: EntityTables;
  /** What single calls are compared with. */
  readonly operations: ScopeNames;
  readonly users: Users;
  readonly activity: Activity;
  /** Activity is counted in windows of a minute at least, of which a half is looked at; users in windows of a day. */
  readonly #active = new Recent(MINUTE / 2);
  readonly #noted = new Recent(HOUR);
  readonly #known = new RotatingBloom(KNOWN_USERS);
  readonly #places = new RotatingBloom(KNOWN_PLACES);
  readonly #hashes: FactHashes;
  readonly #callers: ClockMap<CallerState>;
  /** Operations that are there, and how often that was seen. */
  readonly #there: ClockMap<{ times: number }>;
  #call: Call | undefined;
  #facts: Facts | undefined;
  #tickedMs = 0;

  constructor(learning: Learning) {
    const hash = (text: string): number => learning.hash(text);
    this.#hashes = { hash, pairs: cachedPairs(), names: cachedHash(hash), agents: cachedHash((agent) => hash(agentFamily(agent)) || 1) };
    this.#callers = new ClockMap(learning.options.mostCallers, ({ successes }) => successes >= ESTABLISHED);
    this.#there = new ClockMap(learning.options.mostOperations, ({ times }) => times >= WORTH_KEEPING, { mostLooks: LOOK_AT_LENGTH });
    this.tables = new EntityTables(learning.options);
    this.operations = new ScopeNames(learning.options.mostOperations);
    this.users = new Users(this.tables);
    this.activity = new Activity(this.tables, learning.options.halfLifeDays);
  }

  /** The same for the same call, however many ask; the first time it is noted who called. */
  facts(call: Call): Facts {
    if (this.#call === call && this.#facts !== undefined) return this.#facts;
    const facts = new Facts(call, this.#hashes, this.#known);
    this.#call = call;
    this.#facts = facts;
    facts.isOfOperation = this.#isOfOperation(call, facts.operation);
    if (this.sinceMs === 0) this.sinceMs = call.timeMs;
    const pair = combined(facts.caller, facts.key('address'));
    if (!this.#active.note(pair, call.timeMs)) this.activity.observe(facts);
    if (call.outcome === 'success' && !this.#noted.note(combined(pair, facts.agent), call.timeMs)) {
      this.users.observe(facts);
      const { principal } = call.exchange;
      if (facts.class !== 'anonymous' && principal !== null) this.#noteUser(facts, facts.hash(principal.subject));
    }
    if (call.outcome === 'success') this.state(facts).successes++;
    if (call.login !== undefined) this.#noteLogin(facts, facts.hash(call.login.user), call.login.succeeded);
    return facts;
  }

  /** The number of the operation to learn under among those that single calls are compared with, looked up once for a call; that of nothing for a path that is none. */
  operationScope(facts: Facts): number {
    facts.operationScope ??= facts.isOfOperation ? this.operations.index(facts.operationName) : UNKNOWN;
    return facts.operationScope;
  }

  /** What is remembered of the caller; made where there is nothing. */
  state(facts: Facts): CallerState {
    facts.state ??= this.#stateOf(facts);
    return facts.state;
  }

  /** A caller who proved who it is and has called successfully for more than a day: whoever is made up for an attack is not that at once. */
  isKnown(facts: Facts): boolean {
    facts.isKnown ??= facts.class !== 'anonymous' && this.#hasCalledForLong(facts);
    return facts.isKnown;
  }

  /** Who a call counts as where it is asked how many callers do the same: whoever is not known is one with all who come from its network, so that made-up names are one. */
  voter(call: Call): number {
    const facts = this.facts(call);
    return this.isKnown(facts) ? facts.caller : facts.key('network') || facts.key('address') || facts.caller;
  }

  #noteLogin(facts: Facts, user: number, succeeded: boolean): void {
    facts.isUsersPlace = this.#places.has(combined(user, facts.key('address')));
    if (succeeded) this.#noteUser(facts, user);
  }

  #noteUser(facts: Facts, user: number): void {
    this.#known.add(user);
    if (facts.key('address') !== 0) this.#places.add(combined(user, facts.key('address')));
  }

  #stateOf(facts: Facts): CallerState {
    const known = this.#callers.get(facts.caller);
    if (known !== undefined) return known;
    const state = new CallerState(facts.call.timeMs);
    this.#callers.set(facts.caller, state);
    return state;
  }

  #isOfOperation(call: Call, operation: number): boolean {
    const known = this.#there.get(operation);
    if (!isThere(call)) return known !== undefined;
    if (known === undefined) this.#there.set(operation, { times: 1 });
    else known.times++;
    return true;
  }

  #hasCalledForLong(facts: Facts): boolean {
    const { successes, firstMs } = this.state(facts);
    return successes >= KNOWN_CALLS && facts.call.timeMs - firstMs > DAY;
  }

  /** Callers that are remembered. */
  get callers(): number {
    return this.#callers.size;
  }

  /** How much was active, which users and operations are known, and since when. */
  save(): unknown {
    const operations = Uint32Array.from(this.#there.entries(), ([operation]) => operation);
    return { activity: this.activity.save(), known: this.#known.save(), places: this.#places.save(), sinceMs: this.sinceMs, operations };
  }

  merge(value: unknown): void {
    const { activity, known, places, sinceMs, operations = [] } = savedBook.parse(value);
    this.activity.merge(activity);
    this.#known.merge(RotatingBloom.load(known));
    if (places !== undefined) this.#places.merge(RotatingBloom.load(places));
    this.sinceMs = earlier(this.sinceMs, sinceMs);
    for (const operation of operations) if (this.#there.get(operation) === undefined) this.#there.set(operation, { times: WORTH_KEEPING });
  }

  /** Callers, and what is counted of them and of others, in parts. */
  *saveCallers(): Iterable<unknown> {
    const callers = [...this.#callers.entries()];
    for (let from = 0; from < callers.length; from += CALLERS_IN_PART) {
      yield { of: 'callers', callers: saveCallers(callers.slice(from, from + CALLERS_IN_PART)) };
    }
    for (const windows of this.tables.save()) yield { of: 'windows', windows };
    yield { of: 'noted', active: this.#active.save(), noted: this.#noted.save() };
  }

  mergeCallers(value: unknown): void {
    const part = savedPart.parse(value);
    switch (part.of) {
      case 'callers':
        for (const [key, state] of loadCallers(part.callers)) this.#mergeCaller(key, state);
        break;
      case 'windows':
        this.tables.merge(part.windows);
        break;
      case 'users':
      case 'activity':
        break;
      case 'noted':
        this.#active.merge(part.active);
        this.#noted.merge(part.noted);
        break;
    }
  }

  #mergeCaller(key: number, state: CallerState): void {
    const known = this.#callers.get(key);
    if (known === undefined) this.#callers.set(key, state);
    else mergeCaller(known, state);
  }

  /** Once for a time, however many indicators ask. */
  tick(nowMs: number): void {
    if (nowMs <= this.#tickedMs) return;
    this.#tickedMs = nowMs;
    this.tables.tick(nowMs);
    this.activity.tick(nowMs);
  }
}

const books = new WeakMap<Learning, Book>();

/** The one book of an engine. */
export function bookOf(learning: Learning): Book {
  const known = books.get(learning);
  if (known !== undefined) return known;
  const book = new Book(learning);
  books.set(learning, book);
  return book;
}
