import { isPersonal, type Subject, subjectKey } from '@airside/domain';

import type { Call } from '../call/call.ts';
import type { Indicator, Signal } from '../indicators/indicator.ts';
import type { Voice } from './voice.ts';

/** A signal with what is needed to report it later. */
export interface Sighting {
  readonly indicator: Indicator;
  readonly signal: Signal;
  /** The surprise after calibration and feedback. */
  readonly surprise: number;
  readonly timeMs: number;
  readonly subject: Subject;
  readonly alsoKnownAs: readonly Subject[];
  readonly exchange: string | undefined;
  readonly succeeded: boolean;
  /** Names what all that is odd about its call is a side of, where that is one event. */
  readonly event?: string;
}

/** What a voice said, worth so much, of a call or of a stretch of time that ends now. */
export function sightingOf({ indicator, signal }: Voice, surprise: number, call: Call | undefined, nowMs: number): Sighting {
  return {
    indicator,
    signal,
    surprise,
    timeMs: call?.timeMs ?? nowMs,
    subject: signal.subject,
    alsoKnownAs: otherNames(signal.subject, call),
    exchange: call?.exchange.id,
    succeeded: call?.outcome === 'success',
  };
}

/** What was seen of one call; where one of it makes all of the call new, it is one event. */
export function seenOf(sightings: readonly Sighting[], call: Call | undefined): readonly Sighting[] {
  if (call === undefined || sightings.length < 2 || !sightings.some(({ indicator }) => indicator.isOfWholeCall === true)) return sightings;
  return sightings.map((sighting) => ({ ...sighting, event: call.exchange.id }));
}

/** What an API, a network or a shared address is said to do is not what the one does whose call was the last; and what an API does has nothing to do with where that one calls from. */
function otherNames(subject: Subject, call: Call | undefined): readonly Subject[] {
  if (call === undefined || subject.kind === 'api') return [];
  const others = call.subjects.filter((other) => subjectKey(other) !== subjectKey(subject));
  return isPersonal(subject) || subjectKey(subject) === call.caller ? others : others.filter((other) => !isPersonal(other));
}
