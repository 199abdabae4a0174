import { randomUUID } from 'node:crypto';

import {
  type Detection,
  type Feedback,
  type Incident,
  incidentSchema,
  type Severity,
  type Subject,
  subjectKey,
  worst,
} from '@airside/domain';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';

const MOST_SUBJECTS = 200;
const MOST_COUNTED = 2000;
const MOST_NAMES = 50;
const MOST_PARTS = 500;

/** An incident, the ids of its last detections, and how many requests each subject has made. */
export const savedCase = z.strictObject({
  incident: incidentSchema,
  parts: z.array(z.string().max(64)).max(MOST_PARTS + 1),
  requestsOf: z.array(z.tuple([savedName, z.int().nonnegative()])).max(MOST_COUNTED),
});

export type SavedCase = z.infer<typeof savedCase>;

/** An incident that is open, in a form that detections are added to at little cost. */
export class Case {
  readonly id: string;
  readonly #title: string;
  readonly #openedMs: number;
  #severity: Severity;
  #risk = 0;
  #firstMs: number;
  #lastMs: number;
  #detections = 0;
  #requests = 0;
  #succeeded = false;
  readonly #subjects = new Map<string, { readonly subject: Subject; detections: number }>();
  readonly #indicators = new Map<string, number>();
  readonly #apis = new Set<string>();
  readonly #operations = new Set<string>();
  /** Ids of the last detections. */
  readonly #parts = new Set<string>();
  /** Requests by subject: the most that one indicator counts, as several count the same ones. */
  readonly #requestsOf = new Map<string, number>();

  private constructor(id: string, title: string, severity: Severity, openedMs: number, firstMs: number, lastMs: number) {
    this.id = id;
    this.#title = title;
    this.#severity = severity;
    this.#openedMs = openedMs;
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  static open({ severity, time, first, last }: Detection, title: string): Case {
    return new Case(randomUUID(), title.slice(0, 200), severity, Date.parse(time), Date.parse(first), Date.parse(last));
  }

  /** The case of an incident that was open when the engine stopped. */
  static resume({ incident, parts, requestsOf }: SavedCase): Case {
    const { id, title, severity, opened, first, last } = incident;
    const resumed = new Case(id, title, severity, Date.parse(opened), Date.parse(first), Date.parse(last));
    resumed.#risk = incident.risk;
    resumed.#detections = incident.detections;
    resumed.#requests = incident.requests;
    resumed.#succeeded = incident.succeeded;
    for (const { detections, ...subject } of incident.subjects) resumed.#subjects.set(subjectKey(subject), { subject, detections });
    for (const { id: indicator, detections } of incident.indicators) resumed.#indicators.set(indicator, detections);
    for (const api of incident.apis) resumed.#apis.add(api);
    for (const operation of incident.operations) resumed.#operations.add(operation);
    for (const part of parts) resumed.#parts.add(part);
    for (const [key, count] of requestsOf) resumed.#requestsOf.set(key, count);
    return resumed;
  }

  get severity(): Severity {
    return this.#severity;
  }

  get risk(): number {
    return this.#risk;
  }

  get detections(): number {
    return this.#detections;
  }

  get lastMs(): number {
    return this.#lastMs;
  }

  /** Takes a detection, or one that it has as that has become. */
  add(detection: Detection): void {
    const isKnown = this.#parts.has(detection.id);
    this.#parts.add(detection.id);
    this.#countRequests(detection);
    this.#severity = worst(this.#severity, detection.severity);
    this.#risk = Math.max(this.#risk, detection.risk);
    this.#firstMs = Math.min(this.#firstMs, Date.parse(detection.first));
    this.#lastMs = Math.max(this.#lastMs, Date.parse(detection.last));
    this.#succeeded ||= detection.succeeded;
    if (isKnown) return;
    this.#detections++;
    this.#indicators.set(detection.indicator, (this.#indicators.get(detection.indicator) ?? 0) + 1);
    addName(this.#apis, detection.api);
    addName(this.#operations, detection.operation);
    for (const subject of [detection.subject, ...detection.alsoKnownAs]) this.#count(subject);
    if (this.#parts.size > MOST_PARTS) this.#forgetOldestPart();
  }

  incident(): Incident {
    return {
      id: this.id,
      state: 'open',
      title: this.#title,
      severity: this.#severity,
      risk: this.#risk,
      opened: new Date(this.#openedMs).toISOString(),
      first: new Date(this.#firstMs).toISOString(),
      last: new Date(this.#lastMs).toISOString(),
      closed: null,
      indicators: [...this.#indicators].toSorted((a, b) => b[1] - a[1]).map(([id, detections]) => ({ id, detections })),
      apis: [...this.#apis],
      operations: [...this.#operations],
      subjects: [...this.#subjects.values()]
        .toSorted((a, b) => b.detections - a.detections)
        .slice(0, MOST_SUBJECTS)
        .map(({ subject, detections }) => ({ ...subject, detections })),
      subjectCount: this.#subjects.size,
      detections: this.#detections,
      requests: this.#requests,
      succeeded: this.#succeeded,
      feedback: null,
      note: null,
    };
  }

  save(): SavedCase {
    return { incident: this.incident(), parts: [...this.#parts], requestsOf: [...this.#requestsOf] };
  }

  closed(nowMs: number, feedback: Feedback | null, note: string | null): Incident {
    return { ...this.incident(), state: 'closed', closed: new Date(nowMs).toISOString(), feedback, note };
  }

  #count(subject: Subject): void {
    const key = subjectKey(subject);
    const known = this.#subjects.get(key);
    if (known !== undefined) known.detections++;
    else if (this.#subjects.size < MOST_COUNTED) this.#subjects.set(key, { subject, detections: 1 });
  }

  #forgetOldestPart(): void {
    const [oldest] = this.#parts;
    if (oldest !== undefined) this.#parts.delete(oldest);
  }

  #countRequests({ subject, count }: Detection): void {
    const key = subjectKey(subject);
    const before = this.#requestsOf.get(key) ?? 0;
    if (count <= before) return;
    this.#requests += count - before;
    if (before > 0 || this.#requestsOf.size < MOST_COUNTED) this.#requestsOf.set(key, count);
  }
}

function addName(names: Set<string>, name: string | null): void {
  if (name !== null && names.size < MOST_NAMES) names.add(name);
}
