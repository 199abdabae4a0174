import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { Facts } from './facts.ts';
import { Users } from './users.ts';

/** What the indicators of one engine share: the facts of the call at hand, and how many callers stand behind an address. */
export class Book {
  readonly users: Users;
  readonly #learning: Learning;
  #call: Call | undefined;
  #facts: Facts | undefined;
  #tickedMs = 0;

  constructor(learning: Learning) {
    this.#learning = learning;
    this.users = new Users(learning.options.mostCallers);
  }

  /** The same for the same call, however many ask; the first time it is noted who called. */
  facts(call: Call): Facts {
    if (this.#call === call && this.#facts !== undefined) return this.#facts;
    const facts = new Facts(call, this.#learning.hash);
    this.#call = call;
    this.#facts = facts;
    this.users.observe(facts);
    return facts;
  }

  /** Once for a time, however many indicators ask. */
  tick(nowMs: number): void {
    if (nowMs <= this.#tickedMs) return;
    this.#tickedMs = nowMs;
    this.users.tick(nowMs);
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
