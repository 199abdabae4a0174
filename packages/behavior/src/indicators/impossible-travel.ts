import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import { type Places, placesOf } from '../model/places.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const LEAST_SAID = 2;

export const impossibleTravel: Indicator = {
  id: 'impossible-travel',
  title: 'Two countries within hours',
  what: 'The same user calls successfully from a country that is new to it within three hours of another one, whatever the token, with a client of its own or with a new one.',
  how: 'Each call is compared with the last one of the same user. How often callers leap like that is learned, which share of callers each country has, and how often somebody in a new country has a new client, too. Countries that the user was seen in before are no surprise: near a border and with a VPN that is usual.',
  attack: 'An account was taken over, or its token is used by somebody else.',
  otherwise: 'A VPN, roaming, a mobile network that leaves the Internet in another country.',
  remedy: 'Ask for a second factor; ask the user.',
  owasp: ['API2:2023'],
  cwe: ['CWE-287', 'CWE-294'],
  mitre: ['T1078'],
  severity: 'medium',
  create: (learning) => new Travels(learning),
};

/** What is known of places `unusual-country` keeps. */
class Travels implements Detector {
  readonly #places: Places;

  constructor(learning: Learning) {
    this.#places = placesOf(learning);
  }

  judge(call: Call): Signal | undefined {
    const arrival = this.#places.judge(call);
    if (arrival?.leapMs === undefined || arrival.surprise < LEAST_SAID) return undefined;
    const { leapMs, surprise, probability, share, isNewClient, sinceMs, observations } = arrival;
    const { country, address } = call.exchange.client;
    return {
      subject: callerSubject(call),
      surprise,
      api: null,
      operation: null,
      evidence: [
        {
          variable: isNewClient ? 'country and client of the user' : 'country of the user',
          learned: `${isNewClient ? 'both' : 'it is'} new within three hours of another country in ${brief(100 * probability)} % of calls; ${brief(100 * share)} % of calls come from there`,
          seen: `${country} (${address}), ${brief(leapMs / 60_000)} minutes after another country`,
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
}
