import type { Call } from '../call/call.ts';
import type { AddressList, Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief } from '../model/explain.ts';
import { Rates } from '../model/rates.ts';
import { Recent } from '../model/recent.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const HOUR_MS = 3_600_000;
const CERTAIN = 12;
const MOST_LISTS = 100;

export const badReputation: Indicator = {
  id: 'bad-reputation',
  title: 'Address with a bad reputation',
  what: 'A call comes from an address on a list: a block list, exits of Tor, data centres.',
  how: 'Each address is looked up once an hour in the lists that are configured. How improbable it is follows from how many addresses here are on the same list; a list that is marked so is reason enough.',
  attack: 'Tools are run from rented servers and through services that hide where somebody is.',
  otherwise: 'A partner whose servers stand in a data centre; people who use Tor for good reasons.',
  remedy: 'Ask for a second factor; refuse the list where nobody honest is on it.',
  owasp: ['API2:2023', 'API6:2023'],
  cwe: ['CWE-693'],
  mitre: ['T1090.003', 'T1583.003'],
  severity: 'low',
  create: (learning) => new Reputation(learning),
};

class Reputation implements Detector {
  readonly #lists: readonly AddressList[];
  readonly #book: Book;
  readonly #seen = new Recent(HOUR_MS);
  readonly #rates: Rates;

  constructor(learning: Learning) {
    this.#lists = (learning.options.addressLists ?? []).slice(0, MOST_LISTS);
    this.#book = bookOf(learning);
    this.#rates = new Rates(MOST_LISTS, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (this.#lists.length === 0) return undefined;
    const facts = this.#book.facts(call);
    if (this.#seen.note(combined(facts.key('address'), facts.caller), call.timeMs)) return undefined;
    const { address } = call.exchange.client;
    let strongest: Signal | undefined;
    for (const [index, list] of this.#lists.entries()) {
      const isListed = list.has(address);
      const probability = this.#rates.probability(index);
      this.#rates.learn(index, isListed, call.timeMs);
      const surprise = list.isCertain ? CERTAIN : -Math.log10(probability);
      if (!isListed || surprise < 1 || surprise <= (strongest?.surprise ?? 0)) continue;
      strongest = {
        subject: { kind: 'address', id: address },
        surprise,
        ...(list.isCertain ? { certain: true as const } : {}),
        api: call.api,
        operation: null,
        evidence: [
          {
            variable: 'address',
            learned: `${brief(100 * probability)} % of addresses are on the list ${list.name.slice(0, 80)}`,
            seen: address,
            surprise,
            since: null,
            observations: Math.round(this.#rates.observations(index)),
          },
        ],
      };
    }
    return strongest;
  }

  save(): unknown {
    return this.#rates.save();
  }

  merge(saved: unknown): void {
    this.#rates.merge(saved);
  }

  *saveCallers(): Iterable<unknown> {
    yield this.#seen.save();
  }

  mergeCallers(part: unknown): void {
    this.#seen.merge(part);
  }
}
