import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject } from '../model/explain.ts';
import { Rates } from '../model/rates.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const NEW_COUNTRY = 1;
const MOST_COUNTRIES = 300;
/** So many calls before it is known where a caller is at home. */
const ENOUGH = 20;
const LEAST_SAID = 2;
const MOST_HOMES = 12;

export const unusualCountry: Indicator = {
  id: 'unusual-country',
  title: 'Country never seen with the caller',
  what: 'A caller that is known calls successfully from a country that it never called from, and that few here call from.',
  how: 'How often callers come from a country that is new to them is learned, and which share of callers each country has; both count together.',
  attack: 'A credential is used by somebody elsewhere.',
  otherwise: 'A journey, a VPN.',
  remedy: 'Ask for a second factor.',
  owasp: ['API2:2023'],
  cwe: ['CWE-287'],
  mitre: ['T1078'],
  severity: 'low',
  create: (learning) => new Countries(learning),
};

class Countries implements Detector {
  readonly #book: Book;
  readonly #newness: Rates;
  readonly #shares: Rates;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#newness = new Rates(1, learning.options.halfLifeDays);
    this.#shares = new Rates(MOST_COUNTRIES, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    const { country, address } = call.exchange.client;
    if (call.outcome !== 'success' || country === undefined) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return undefined;
    const state = this.#book.state(facts);
    const key = facts.name(country);
    if (state.successes < ENOUGH || state.homes.length === 0 || state.homes.includes(key)) return undefined;
    const all = this.#newness.observations(NEW_COUNTRY);
    const share = (this.#shares.events(key) + 0.5) / (all + 1);
    const surprise = -Math.log10(this.#newness.probability(NEW_COUNTRY)) - Math.log10(Math.min(1, 10 * share)) / 2;
    if (surprise < LEAST_SAID) return undefined;
    return {
      subject: callerSubject(call),
      surprise,
      api: null,
      operation: null,
      evidence: [
        {
          variable: 'country of the caller',
          learned: `new to a caller in ${brief(100 * this.#newness.probability(NEW_COUNTRY))} % of calls; ${brief(100 * share)} % of calls come from there`,
          seen: `${country} (${address})`,
          surprise,
          since: null,
          observations: Math.round(all),
        },
      ],
    };
  }

  learn(call: Call): void {
    const { country } = call.exchange.client;
    if (call.outcome !== 'success' || country === undefined) return;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    const key = facts.name(country);
    if (state.successes >= ENOUGH) this.#newness.learn(NEW_COUNTRY, !state.homes.includes(key), call.timeMs);
    if (!state.homes.includes(key) && state.homes.length < MOST_HOMES) state.homes.push(key);
    this.#shares.learn(key, true, call.timeMs);
  }

  save(): unknown {
    return [this.#newness.save(), this.#shares.save()];
  }

  merge(saved: unknown): void {
    if (!Array.isArray(saved) || saved.length !== 2) throw new Error('two tables of rates expected');
    this.#newness.merge(saved[0]);
    this.#shares.merge(saved[1]);
  }
}
