import type { Exchange } from '@airside/domain';

import { createCallReader } from '../../call/create-call-reader.ts';
import { createKeyedHash } from '../../sketch/index.ts';
import { ScoreBook } from '../score-book.ts';
import { EVALUATION_KEY } from '../scorer.ts';
import { SessionModel } from './session-model.ts';
import { SessionTrace } from './session-trace.ts';

const MOST_SESSIONS = 1_000_000;
const MOST_OPERATIONS = 100_000;
/** With fewer to learn from, nothing is known of what sessions are like. */
const FEWEST_LEARNED = 20;

/** A request of a session, with what it is said to be. */
export interface SessionMember {
  readonly exchange: Exchange;
  readonly session: string;
  /** False where the time is made up. */
  readonly isTimed: boolean;
  readonly isAttack: boolean;
  readonly category: string;
}

/**
 * Sessions, by their requests and by what they are like as a whole. A session is an attack where one of its requests is, of the category of the first such. A million at most are learned
 * from, and as many judged; what comes of others after that is not counted.
 */
export class Sessions {
  readonly #learned = new Map<string, SessionTrace>();
  readonly #judged = new Map<string, SessionTrace>();
  readonly #reader = createCallReader();
  readonly #hash = createKeyedHash(EVALUATION_KEY);
  readonly #operations = new Map<string, number>();

  get size(): number {
    return this.#judged.size;
  }

  /** How many benign ones there are to learn from. */
  get learned(): number {
    return this.#benign().length;
  }

  /** A line for training, with how surprising the request was when it came. A session with an attack in it is not learned from. */
  learn(member: SessionMember, surprise: number): void {
    this.#add(this.#learned, member, surprise);
  }

  judge(member: SessionMember, surprise: number): void {
    this.#add(this.#judged, member, surprise);
  }

  /** Their scores. Where next to none were there to learn from, each is as its worst request, of however many. */
  book(): ScoreBook {
    const benign = this.#benign();
    const model = benign.length < FEWEST_LEARNED ? undefined : new SessionModel(benign);
    const book = new ScoreBook();
    for (const trace of this.#judged.values()) book.add(model?.score(trace) ?? trace.worst, trace.isAttack, trace.category);
    return book;
  }

  #benign(): readonly SessionTrace[] {
    return [...this.#learned.values()].filter(({ isAttack }) => !isAttack);
  }

  #add(traces: Map<string, SessionTrace>, { exchange, session, isTimed, isAttack, category }: SessionMember, surprise: number): void {
    let trace = traces.get(session);
    if (trace === undefined) {
      if (traces.size >= MOST_SESSIONS) return;
      trace = new SessionTrace();
      traces.set(session, trace);
    }
    const { api, operation, timeMs } = this.#reader.read(exchange);
    const { path, query, client, status, responseBytes } = exchange;
    trace.add({
      operation: this.#numberOf(`${api} ${operation}`),
      target: this.#hash(`${operation} ${path}?${query}`),
      timeMs: isTimed ? timeMs : Number.NaN,
      status,
      responseBytes,
      client: this.#hash(`${client.address} ${client.userAgent}`),
      surprise,
    });
    if (isAttack && !trace.isAttack) {
      trace.isAttack = true;
      trace.category = category;
    }
  }

  /** Of an operation; those beyond the most have one in common. */
  #numberOf(operation: string): number {
    let number = this.#operations.get(operation);
    if (number === undefined) {
      number = Math.min(this.#operations.size, MOST_OPERATIONS);
      if (number < MOST_OPERATIONS) this.#operations.set(operation, number);
    }
    return number;
  }
}
