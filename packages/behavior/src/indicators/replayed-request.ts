import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';
import { isDoneChange } from './when.ts';

/** Copies that are told apart: one, two, more. */
const MOST_COPIES = 3;
/** Key of changes that come from another network than the change before. */
const MOVED = 1;
/** Pairs of what was changed and from where, latest last. */
const MOST_NUMBERS = 16;
const LEAST_SAID = 2;

export const replayedRequest: Indicator = {
  id: 'replayed-request',
  title: 'A request was replayed',
  what: 'The same change, with the same path, query and parameters, is made again with the same identity: from another network, or more often than is usual.',
  how: 'The last eight changes of each caller are kept as hashes, with the network that they came from. How often one comes again, once or several times, is learned for each operation: some commands are repeated by nature. So is how often the network changes between two changes.',
  attack: 'A request was recorded and is sent again: a transfer, an order, a confirmation.',
  otherwise: 'Somebody who presses a button twice; a telephone that repeats what it did not get an answer to, after it changed networks.',
  remedy: 'Ask for an idempotency key or a nonce, and accept each once.',
  owasp: ['API2:2023', 'API6:2023'],
  cwe: ['CWE-294'],
  mitre: ['T1557', 'T1550.001'],
  severity: 'medium',
  create: (learning) => new Replays(learning),
};

/** How a change repeats ones before it. */
interface Repetition {
  /** How many of the last changes are the same; at most `MOST_COPIES`. */
  readonly copies: number;
  /** None of them came from this network. */
  readonly isElsewhere: boolean;
}

const NEW: Repetition = { copies: 0, isElsewhere: false };

class Replays implements Detector {
  readonly #book: Book;
  /** By operation and number of copies. */
  readonly #rates: Rates;

  constructor(learning: Learning) {
    const { mostOperations, halfLifeDays } = learning.options;
    this.#book = bookOf(learning);
    this.#rates = new Rates(MOST_COPIES * mostOperations + 1, halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (!isToBeCompared(call)) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return undefined;
    const repetition = this.#repetition(facts);
    if (repetition.copies === 0) return undefined;
    const probability = this.#probability(facts.operation, repetition);
    const surprise = -Math.log10(probability);
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, repetition, probability, surprise);
  }

  learn(call: Call): void {
    if (!isToBeCompared(call)) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    const { copies } = this.#repetition(facts);
    for (let times = 1; times <= MOST_COPIES; times++) {
      this.#rates.learn(keyOf(facts.operation, times), copies >= times, call.timeMs);
    }
    const { changes } = this.#book.state(facts);
    if (changes.length > 0) this.#rates.learn(MOVED, changes.at(-1) !== networkOf(facts), call.timeMs);
  }

  /** `skipped-step` learns by the changes before this one. */
  follow(call: Call): void {
    if (!isToBeCompared(call)) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    const { changes } = this.#book.state(facts);
    changes.push(facts.change, networkOf(facts));
    if (changes.length > MOST_NUMBERS) changes.splice(0, 2);
  }

  save(): unknown {
    return this.#rates.save();
  }

  merge(saved: unknown): void {
    this.#rates.merge(saved);
  }

  #repetition(facts: Facts): Repetition {
    const { changes } = this.#book.state(facts);
    const [change, network] = [facts.change, networkOf(facts)];
    let copies = 0;
    let isElsewhere = true;
    for (let index = 0; index < changes.length; index += 2) {
      if (changes[index] !== change) continue;
      copies++;
      if (changes[index + 1] === network) isElsewhere = false;
    }
    return copies === 0 ? NEW : { copies: Math.min(copies, MOST_COPIES), isElsewhere };
  }

  #probability(operation: number, { copies, isElsewhere }: Repetition): number {
    const repeated = this.#rates.probability(keyOf(operation, copies));
    return repeated * (isElsewhere ? this.#rates.probability(MOVED) : 1);
  }

  #signal({ call, operation }: Facts, { copies, isElsewhere }: Repetition, probability: number, surprise: number): Signal {
    const times = copies === 1 ? 'once' : copies < MOST_COPIES ? `${copies} times` : `${copies} times or more`;
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: `the same change ${isElsewhere ? 'from another network' : 'again'}`,
          learned: `in ${brief(100 * probability)} % of changes`,
          seen: `${call.operation.slice(0, 150)} from ${call.exchange.client.address}, made ${times} before`,
          surprise,
          since: null,
          observations: Math.round(this.#rates.observations(keyOf(operation, copies))),
        },
      ],
    };
  }
}

/** A change of which is known what was changed. */
function isToBeCompared(call: Call): boolean {
  return isDoneChange(call) && call.isWhole && call.parameters.length > 0;
}

function keyOf(operation: number, copies: number): number {
  return combined(operation, copies);
}

function networkOf(facts: Facts): number {
  return facts.key('network') || facts.key('address');
}
