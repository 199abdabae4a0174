import type { Exchange } from '@airside/domain';

import type { Call } from '../../call/call.ts';
import { createCallReader } from '../../call/create-call-reader.ts';
import { HarmonicMean } from '../../model/request/harmonic.ts';
import { createKeyedHash } from '../../sketch/index.ts';
import { ScoreBook } from '../score-book.ts';
import { EVALUATION_KEY } from '../scorer.ts';
import { Beginnings } from './beginnings.ts';
import { SessionHabits } from './session-habits.ts';
import { SessionModel } from './session-model.ts';
import { worstOf } from './session-part.ts';
import { SessionTrace } from './session-trace.ts';

const MOST_SESSIONS = 1_000_000;
const MOST_OPERATIONS = 100_000;
/** With fewer to learn from, nothing is known of what sessions are like. */
const FEWEST_LEARNED = 20;
/** A session is looked at anew when it has become so much longer. */
const LONGER = 1.05;
/** Hashes of 32 bits are cut to what fits twice into a number. */
const CUT_BITS = 6;
const MOST_OBJECTS_OF_REQUEST = 16;

/** A request of a session, with what it is said to be. */
export interface SessionMember {
  readonly exchange: Exchange;
  readonly session: string;
  /** False where the time is made up. */
  readonly isTimed: boolean;
  readonly isAttack: boolean;
  readonly category: string;
}

interface Judged {
  readonly trace: SessionTrace;
  /** How unusual it was when it was looked at last, and how long it has to be to be looked at again. */
  surprise: number;
  lookedAtFrom: number;
}

interface Models {
  readonly whole: SessionModel;
  readonly soFar: SessionModel;
}

/**
 * Sessions, by their requests and by what they are like as a whole. A session is an attack where one of its requests is, of the category of the first such. A million at most are learned
 * from, and as many judged; what comes of others after that is not counted.
 */
export class Sessions {
  readonly #learned = new Map<string, SessionTrace>();
  readonly #judged = new Map<string, Judged>();
  readonly #beginnings = new Beginnings();
  readonly #reader = createCallReader();
  readonly #hash = createKeyedHash(EVALUATION_KEY);
  readonly #operations = new Map<string, number>();
  readonly #mean = new HarmonicMean();
  #models: Models | undefined | 'not made' = 'not made';

  get size(): number {
    return this.#judged.size;
  }

  /** How many benign ones there are to learn from. */
  get learned(): number {
    return this.#benign().length;
  }

  /** A line for training, with how surprising the request was when it came. A session with an attack in it is not learned from. */
  learn(member: SessionMember, surprise: number): void {
    const { session } = member;
    const call = this.#reader.read(member.exchange);
    let trace = this.#learned.get(session);
    if (trace === undefined) {
      if (this.#learned.size >= MOST_SESSIONS) return;
      trace = new SessionTrace(this.#hash(call.caller));
      this.#learned.set(session, trace);
    }
    this.#add(trace, call, member, surprise);
    this.#beginnings.note(trace);
    this.#models = 'not made';
  }

  /** A line to judge, with how surprising the request is by itself; yields how surprising it is together with what its session has been like so far. */
  judge(member: SessionMember, surprise: number): number {
    const { session } = member;
    const call = this.#reader.look(member.exchange);
    let judged = this.#judged.get(session);
    if (judged === undefined) {
      if (this.#judged.size >= MOST_SESSIONS) return surprise;
      judged = { trace: new SessionTrace(this.#hash(call.caller)), surprise: 0, lookedAtFrom: 1 };
      this.#judged.set(session, judged);
    }
    const { trace } = judged;
    this.#add(trace, call, member, surprise);
    const models = this.#modelsOf();
    if (models === undefined) return surprise;
    if (trace.requests >= judged.lookedAtFrom) {
      judged.surprise = models.soFar.score(trace);
      judged.lookedAtFrom = Math.ceil(trace.requests * LONGER);
    }
    this.#mean.reset();
    this.#mean.add(surprise);
    this.#mean.add(judged.surprise);
    return this.#mean.surprise();
  }

  /** Their scores. Where next to none were there to learn from, each is as its worst request, of however many. */
  book(): ScoreBook {
    const models = this.#modelsOf();
    const book = new ScoreBook();
    for (const { trace } of this.#judged.values()) {
      book.add(models?.whole.score(trace.inOrder()) ?? worstOf(trace), trace.isAttack, trace.category);
    }
    return book;
  }

  #modelsOf(): Models | undefined {
    if (this.#models === 'not made') this.#models = this.#make();
    return this.#models;
  }

  #make(): Models | undefined {
    const benign = this.#benign();
    if (benign.length < FEWEST_LEARNED) return undefined;
    const habits = new SessionHabits();
    const examples = benign.map((trace) => ({ trace, whole: trace.inOrder() }));
    for (const { whole } of examples) habits.add(whole, 1);
    const wholes = new Map(examples.map(({ trace, whole }) => [trace, whole]));
    return {
      whole: new SessionModel(
        habits,
        examples.map(({ whole }) => ({ whole, part: whole, weight: 1 })),
        { withRequests: true, mostCompared: 2000 },
      ),
      // Asked at each request.
      soFar: new SessionModel(habits, this.#beginnings.of(wholes), { withRequests: false, mostCompared: 500 }),
    };
  }

  #benign(): readonly SessionTrace[] {
    return [...this.#learned.values()].filter(({ isAttack }) => !isAttack);
  }

  #add(trace: SessionTrace, call: Call, { exchange, isTimed, isAttack, category }: SessionMember, surprise: number): void {
    const { api, operation, timeMs } = call;
    const { path, query, client, status, responseBytes } = exchange;
    trace.add({
      operation: this.#numberOf(`${api} ${operation}`),
      path: this.#hash(`${api} ${exchange.method} ${path}`) >>> CUT_BITS,
      target: this.#hash(`${operation} ${path}?${query}`),
      objects: call.objects.slice(0, MOST_OBJECTS_OF_REQUEST).map((object) => this.#hash(`${api} ${object}`)),
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
