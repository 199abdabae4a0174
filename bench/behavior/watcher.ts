import type { Happening } from '@airside/behavior';
import { type Detection, type Incident, subjectKey } from '@airside/domain';
import type { Occasion } from '@airside/example-traffic';

import type { Traces } from './trace.ts';

const HOUR_MS = 3_600_000;

/** An incident, with what it turned out to be about. */
export interface Judged {
  incident: Incident;
  /** Campaigns and forms that it overlaps. */
  readonly campaigns: Set<string>;
  /** What was out of the ordinary with the API and is no attack, such as an outage; null where nothing was. */
  occasion: string | null;
  /** The first detections of it. */
  readonly detections: Detection[];
  /** Detections of it that are about honest callers only, by indicator and subject; in an incident that is about a campaign as well these are no false incidents, but false all the same. */
  readonly strays: Map<string, Detection>;
  /** Indicators and subjects of detections that are about campaigns. */
  readonly about: Set<string>;
}

const MOST_DETECTIONS = 3;

/** Holds what an engine says against what is known of the traffic. */
export class Watcher {
  readonly judged = new Map<string, Judged>();
  detections = 0;
  readonly #traces: Traces;
  readonly #occasions: readonly Occasion[];

  constructor(traces: Traces, occasions: readonly Occasion[]) {
    this.#traces = traces;
    this.#occasions = occasions;
  }

  take({ detections, incidents }: Happening): void {
    this.detections += detections.length;
    for (const incident of incidents) {
      const known = this.judged.get(incident.id);
      const entry = known ?? {
        incident,
        campaigns: new Set<string>(),
        occasion: null,
        detections: [],
        strays: new Map(),
        about: new Set<string>(),
      };
      entry.incident = incident;
      entry.occasion = this.#occasionOf(incident);
      this.judged.set(incident.id, entry);
      const subjects = incident.subjects.map(subjectKey);
      for (const detection of detections) if (belongs(detection, incident, subjects)) this.#credit(entry, detection);
    }
  }

  #credit(entry: Judged, detection: Detection): void {
    if (entry.detections.length < MOST_DETECTIONS) entry.detections.push(detection);
    const { exchanges, subject, alsoKnownAs, first, last, indicator } = detection;
    const subjects = [subject, ...alsoKnownAs].map(subjectKey);
    const matching = this.#traces.matching(exchanges, subjects, Date.parse(first), Date.parse(last));
    const key = `${indicator} ${subjectKey(subject)}`;
    if (matching.size === 0) entry.strays.set(key, detection);
    else entry.about.add(key);
    for (const trace of matching) {
      entry.campaigns.add(`${trace.mark.campaign} ${trace.mark.form}`);
      // A detection that was there before and grows is found anew with each of its exchanges.
      const timeMs = Date.parse(last);
      trace.found.set(indicator, Math.min(timeMs, trace.found.get(indicator) ?? Infinity));
    }
  }

  #occasionOf({ subjects, apis: counted, first, last }: Incident): string | null {
    if (subjects.some(({ kind }) => kind !== 'api')) return null;
    // What is counted over all APIs names none, and is about one all the same.
    const apis = [...counted, ...subjects.map(({ id }) => id)];
    const met = this.#occasions.find(
      ({ kind, api, fromMs, untilMs }) =>
        kind !== 'release' && apis.includes(api) && Date.parse(last) >= fromMs && Date.parse(first) <= untilMs + HOUR_MS,
    );
    return met === undefined ? null : `${met.kind} of ${met.api}`;
  }
}

function belongs({ indicator, subject, alsoKnownAs }: Detection, { indicators }: Incident, subjects: readonly string[]): boolean {
  return indicators.some(({ id }) => id === indicator) && [subject, ...alsoKnownAs].some((one) => subjects.includes(subjectKey(one)));
}
