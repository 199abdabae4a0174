import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { RotatingBloom } from '../sketch/index.ts';
import { Activity } from './activity.ts';
import { Facts } from './facts.ts';
import { Users } from './users.ts';

/** Users whose names are known: as many as this at least. */
const KNOWN_USERS = 2 ** 18;

/** What the indicators of one engine share: the facts of the call at hand, and how many callers stand behind an address. */
export class Book {
  readonly users: Users;
  readonly activity: Activity;
  readonly #learning: Learning;
  readonly #known = new RotatingBloom(KNOWN_USERS);
  #call: Call | undefined;
  #facts: Facts | undefined;
  #tickedMs = 0;

  constructor(learning: Learning) {
    this.#learning = learning;
    this.users = new Users(learning.options.mostCallers);
    this.activity = new Activity(learning.options.mostCallers, learning.options.halfLifeDays);
  }

  /** The same for the same call, however many ask; the first time it is noted who called. */
  facts(call: Call): Facts {
    if (this.#call === call && this.#facts !== undefined) return this.#facts;
    const facts = new Facts(call, this.#learning.hash, this.#known);
    this.#call = call;
    this.#facts = facts;
    this.users.observe(facts);
    this.activity.observe(facts);
    this.#noteUser(facts);
    return facts;
  }

  #noteUser({ call, class: kind }: Facts): void {
    const { principal } = call.exchange;
    if (call.outcome !== 'success') return;
    if (kind !== 'anonymous' && principal !== null) this.#known.add(this.#learning.hash(principal.subject));
    if (call.login?.succeeded === true) this.#known.add(this.#learning.hash(call.login.user));
  }

  /** Once for a time, however many indicators ask. */
  tick(nowMs: number): void {
    if (nowMs <= this.#tickedMs) return;
    this.#tickedMs = nowMs;
    this.users.tick(nowMs);
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
