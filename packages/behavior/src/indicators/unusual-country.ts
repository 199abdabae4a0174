import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import { type Places, placesOf } from '../model/places.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const LEAST_SAID = 2;

export const unusualCountry: Indicator = {
  id: 'unusual-country',
  title: 'Country never seen with the caller',
  what: 'A caller that is known calls successfully from a country that it never called from, and that few here call from, with a client of its own or with a new one.',
  how: 'How often callers come from a country that is new to them is learned, which share of callers each country has, and how often somebody in a new country has a new client, too; all count together. Where another country was hours ago it is `impossible-travel`.',
  attack: 'A credential is used by somebody elsewhere.',
  otherwise: 'A journey, a VPN.',
  remedy: 'Ask for a second factor.',
  owasp: ['API2:2023'],
  cwe: ['CWE-287'],
  mitre: ['T1078'],
  severity: 'low',
  create: (learning) => new Countries(learning),
};

/** Keeps what is known of places, for `impossible-travel` as well. */
class Countries implements Detector {
  readonly #places: Places;

  constructor(learning: Learning) {
    this.#places = placesOf(learning);
  }

  judge(call: Call): Signal | undefined {
    const arrival = this.#places.judge(call);
    if (arrival === undefined || arrival.leapMs !== undefined || arrival.surprise < LEAST_SAID) return undefined;
    const { surprise, probability, share, isNewClient, sinceMs, observations } = arrival;
    const { country, address } = call.exchange.client;
    return {
      subject: callerSubject(call),
      surprise,
      api: null,
      operation: null,
      evidence: [
        {
          variable: isNewClient ? 'country and client of the caller' : 'country of the caller',
          learned: `${isNewClient ? 'both' : 'it is'} new to a caller in ${brief(100 * probability)} % of calls; ${brief(100 * share)} % of calls come from there`,
          seen: `${country} (${address})`,
          surprise,
          since: iso(sinceMs),
          observations: Math.round(observations),
        },
      ],
    };
  }

  learn(call: Call): void {
    this.#places.learn(call);
  }

  save(): unknown {
    return this.#places.save();
  }

  merge(saved: unknown): void {
    this.#places.merge(saved);
  }
}
