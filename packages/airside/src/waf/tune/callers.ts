import { Activity } from './activity.ts';
import type { CommonPlaces } from './common-places.ts';
import type { Observation } from './observation.ts';

/** Callers kept; those who come after are not judged. */
const MOST_CALLERS = 100_000;
const CLIENT_ERRORS = 5;
const CLIENT_ERROR_SHARE = 0.5;

export type CallerVerdict = { readonly kind: 'honest' | 'unjudged' } | { readonly kind: 'suspicious'; readonly why: string };

interface Caller {
  answered: number;
  clientErrors: number;
  /** What the rules found; most callers never have any. */
  activity: Activity | undefined;
}

/**
 * Tells callers who attack from those who set off false alarms: an attacker sets off rules of several families in several places within
 * minutes, or very many rules, other than everybody sets off; or asks for much that is not there. A false alarm is the same rule in the same
 * place, again and again.
 */
export class Callers {
  readonly #callers = new Map<string, Caller>();
  /** Requests of callers who are not judged, because there are too many. */
  unjudged = 0;

  note(observation: Observation): void {
    const caller = this.#caller(observation.caller);
    if (caller === undefined) {
      this.unjudged++;
      return;
    }
    if (observation.answer !== 'none') caller.answered++;
    if (observation.answer === 'clientError') caller.clientErrors++;
  }

  /** Once it is known which places are common; for requests that were noted before. */
  noteMatches(observation: Observation, common: CommonPlaces): void {
    const caller = this.#callers.get(observation.caller);
    if (caller === undefined || observation.matches.length === 0) return;
    caller.activity ??= new Activity();
    caller.activity.note(observation, common);
  }

  /** Once all was noted. A label outweighs what the caller did. */
  verdict({ caller: name, label }: Pick<Observation, 'caller' | 'label'>): CallerVerdict {
    if (label !== undefined) return label === 1 ? { kind: 'suspicious', why: 'labelled as attacks' } : { kind: 'honest' };
    const caller = this.#callers.get(name);
    if (caller === undefined) return { kind: 'unjudged' };
    const why = caller.activity?.suspicion ?? probing(caller);
    return why === undefined ? { kind: 'honest' } : { kind: 'suspicious', why };
  }

  #caller(name: string): Caller | undefined {
    const known = this.#callers.get(name);
    if (known !== undefined || this.#callers.size >= MOST_CALLERS) return known;
    const caller: Caller = { answered: 0, clientErrors: 0, activity: undefined };
    this.#callers.set(name, caller);
    return caller;
  }
}

function probing({ answered, clientErrors }: Caller): string | undefined {
  const probes = clientErrors >= CLIENT_ERRORS && clientErrors >= CLIENT_ERROR_SHARE * answered;
  return probes ? `a caller got 4xx for ${clientErrors} of ${answered} requests` : undefined;
}
