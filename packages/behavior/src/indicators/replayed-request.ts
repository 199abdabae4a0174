import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';
import { isDoneChange } from './when.ts';

const REPLAY = 1;
/** Pairs of what was changed and from where, latest last. */
const MOST_NUMBERS = 16;
const LEAST_SAID = 2;

export const replayedRequest: Indicator = {
  id: 'replayed-request',
  title: 'A request was replayed from elsewhere',
  what: 'The same change, with the same path, query and parameters, is made again with the same identity from another network.',
  how: 'The last eight changes of each caller are kept as hashes, with the network that they came from. How often one comes again from another network is learned.',
  attack: 'A request was recorded and is sent again: a transfer, an order, a confirmation.',
  otherwise: 'A telephone that repeats what it did not get an answer to, after it changed networks.',
  remedy: 'Ask for an idempotency key or a nonce, and accept each once.',
  owasp: ['API2:2023', 'API6:2023'],
  cwe: ['CWE-294'],
  mitre: ['T1557', 'T1550.001'],
  severity: 'medium',
  create: (learning) => new Replays(learning),
};

class Replays implements Detector {
  readonly #book: Book;
  readonly #rates: Rates;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#rates = new Rates(1, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (!isDoneChange(call) || call.parameters.length === 0) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous' || !this.#isReplay(facts)) return undefined;
    const probability = this.#rates.probability(REPLAY);
    const surprise = -Math.log10(probability);
    if (surprise < LEAST_SAID) return undefined;
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: 'the same change from another network',
          learned: `in ${brief(100 * probability)} % of changes`,
          seen: `${call.operation.slice(0, 150)} from ${call.exchange.client.address}`,
          surprise,
          since: null,
          observations: Math.round(this.#rates.observations(REPLAY)),
        },
      ],
    };
  }

  learn(call: Call): void {
    if (!isDoneChange(call) || call.parameters.length === 0) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    this.#rates.learn(REPLAY, this.#isReplay(facts), call.timeMs);
    const { changes } = this.#book.state(facts);
    changes.push(changeOf(facts), networkOf(facts));
    if (changes.length > MOST_NUMBERS) changes.splice(0, 2);
  }

  save(): unknown {
    return this.#rates.save();
  }

  merge(saved: unknown): void {
    this.#rates.merge(saved);
  }

  #isReplay(facts: Facts): boolean {
    const { changes } = this.#book.state(facts);
    const [change, network] = [changeOf(facts), networkOf(facts)];
    let isReplay = false;
    for (let index = 0; index < changes.length; index += 2) {
      if (changes[index] !== change) continue;
      // Whoever made it here before repeats it.
      if (changes[index + 1] === network) return false;
      isReplay = true;
    }
    return isReplay;
  }
}

function changeOf(facts: Facts): number {
  return combined(facts.operation, combined(facts.hash(facts.call.exchange.path), facts.values));
}

function networkOf(facts: Facts): number {
  return facts.key('network') || facts.key('address');
}
