import type { Happening } from '@airside/behavior';
import type { BehaviorStore, DetectionFilter, IncidentFilter } from '@airside/control';
import { type Detection, type Incident, SEVERITIES, type Severity, type Subject, subjectKey } from '@airside/domain';

/** The store as people read it: with what it could not take yet, before all else and on the first page of a list, however long that gets. */
export function withUnkept(store: BehaviorStore, unkept: () => Happening): BehaviorStore {
  return {
    ...store,
    detection: async (id) => (await store.detection(id)) ?? unkept().detections.find((detection) => detection.id === id),
    incident: async (id) => (await store.incident(id)) ?? unkept().incidents.find((incident) => incident.id === id),
    async detections(filter, page) {
      const { items, next } = await store.detections(filter, page);
      if (page.after !== undefined) return { items, next };
      const fitting = unkept().detections.filter((detection) => fitsDetection(detection, filter));
      return { items: [...(await unknown(fitting, store.detection, page.limit)), ...items], next };
    },
    async incidents(filter, page) {
      const { items, next } = await store.incidents(filter, page);
      if (page.after !== undefined) return { items, next };
      const fitting = unkept().incidents.filter((incident) => fitsIncident(incident, filter));
      return { items: [...(await unknown(fitting, store.incident, page.limit)), ...items], next };
    },
    async detectionsOf(incident, limit) {
      const stored = await store.detectionsOf(incident, limit);
      const known = new Set(stored.map(({ id }) => id));
      const fitting = unkept().detections.filter((detection) => !known.has(detection.id) && belongs(detection, incident));
      return [...fitting.reverse(), ...stored].slice(0, limit);
    },
  };
}

/** Those that the store does not have, newest first, as many as `limit`. What it has, it has as it was: that is shown until it can be brought up to date. */
async function unknown<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  stored: (id: string) => Promise<Thing | undefined>,
  limit: number,
): Promise<readonly Thing[]> {
  const found: Thing[] = [];
  for (const thing of things.toReversed()) {
    if (found.length === limit) break;
    if ((await stored(thing.id)) === undefined) found.push(thing);
  }
  return found;
}

function fitsDetection(detection: Detection, { api, indicator, severity, subject, since }: DetectionFilter): boolean {
  return (
    (api ?? detection.api) === detection.api &&
    (indicator ?? detection.indicator) === detection.indicator &&
    isAsSevere(detection.severity, severity) &&
    names([detection.subject, ...detection.alsoKnownAs], subject) &&
    isSince(detection.time, since)
  );
}

function fitsIncident(incident: Incident, { state, api, severity, subject, since }: IncidentFilter): boolean {
  return (
    (state ?? incident.state) === incident.state &&
    (api === undefined || incident.apis.includes(api)) &&
    isAsSevere(incident.severity, severity) &&
    names(incident.subjects, subject) &&
    isSince(incident.last, since)
  );
}

function belongs(detection: Detection, { indicators, subjects, first, last }: Incident): boolean {
  return (
    indicators.some(({ id }) => id === detection.indicator) &&
    [detection.subject, ...detection.alsoKnownAs].some((subject) => names(subjects, subject)) &&
    Date.parse(detection.last) >= Date.parse(first) &&
    Date.parse(detection.first) <= Date.parse(last)
  );
}

function isAsSevere(severity: Severity, least: Severity | undefined): boolean {
  return least === undefined || SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

function names(subjects: readonly Subject[], subject: Subject | undefined): boolean {
  return subject === undefined || subjects.some((name) => subjectKey(name) === subjectKey(subject));
}

function isSince(time: string, since: string | undefined): boolean {
  return since === undefined || Date.parse(time) >= Date.parse(since);
}
