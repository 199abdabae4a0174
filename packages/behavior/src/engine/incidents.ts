import { type Detection, type Feedback, type Incident, incidentSchema, isOfOneCaller, subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { Case } from './case.ts';

const MOST_OPEN = 1000;
const MOST_SUBJECTS = 100_000;
const MOST_CAMPAIGNS = 10_000;
/** Detections of one subject so near to each other belong together. */
const SAME_SUBJECT_MS = 24 * 60 * 60 * 1000;
/** Detections by one indicator at one API, whoever they are about. */
const SAME_CAMPAIGN_MS = 60 * 60 * 1000;

const savedSchema = z.array(incidentSchema).max(MOST_OPEN);

/** Gathers detections into incidents: those about one subject within a day, and those by one indicator at one API within an hour. */
export class Incidents {
  readonly #open = new Map<string, Case>();
  /** These two may name cases that are closed. */
  readonly #bySubject = new LRUCache<string, Case>({ max: MOST_SUBJECTS });
  readonly #byCampaign = new LRUCache<string, Case>({ max: MOST_CAMPAIGNS });

  /** The id of the incident that a detection belongs to; `title` is that of the indicator. Also names one that had to make room. */
  add(detection: Detection, title: string): { readonly id: string; readonly displaced: Incident | undefined } {
    const found = this.#find(detection) ?? Case.open(detection, detection.api === null ? title : `${title} at ${detection.api}`);
    found.add(detection);
    for (const subject of [detection.subject, ...detection.alsoKnownAs]) {
      if (isOfOneCaller(subject)) this.#bySubject.set(subjectKey(subject), found);
    }
    this.#byCampaign.set(campaignOf(detection.indicator, detection.api), found);
    this.#open.set(found.id, found);
    return { id: found.id, displaced: this.#makeRoom(found) };
  }

  /** The incidents that are closed because nothing happened for long. */
  tick(nowMs: number): readonly Incident[] {
    const quiet = [...this.#open.values()].filter(({ lastMs }) => nowMs - lastMs > SAME_SUBJECT_MS);
    return quiet.map((found) => this.#close(found, nowMs, null, null));
  }

  close(id: string, nowMs: number, feedback: Feedback, note: string | null): Incident | undefined {
    const found = this.#open.get(id);
    return found === undefined ? undefined : this.#close(found, nowMs, feedback, note);
  }

  /** An open incident as it is now. */
  get(id: string): Incident | undefined {
    return this.#open.get(id)?.incident();
  }

  /** The open incident that a detection is part of. */
  of(detectionId: string): Incident | undefined {
    for (const found of this.#open.values()) if (found.has(detectionId)) return found.incident();
    return undefined;
  }

  save(): unknown {
    return [...this.#open.values()].map((found) => found.incident());
  }

  merge(saved: unknown): void {
    for (const incident of savedSchema.parse(saved)) {
      if (this.#open.has(incident.id) || incident.state === 'closed') continue;
      const resumed = Case.resume(incident);
      this.#open.set(resumed.id, resumed);
      for (const { detections: _, ...subject } of incident.subjects) {
        if (isOfOneCaller(subject)) this.#bySubject.set(subjectKey(subject), resumed);
      }
      for (const api of incident.apis) for (const { id } of incident.indicators) this.#byCampaign.set(campaignOf(id, api), resumed);
      this.#makeRoom(resumed);
    }
  }

  #find({ last, subject, alsoKnownAs, indicator, api }: Detection): Case | undefined {
    const timeMs = Date.parse(last);
    for (const other of [subject, ...alsoKnownAs]) {
      const found = isOfOneCaller(other) ? this.#bySubject.get(subjectKey(other)) : undefined;
      if (found !== undefined && this.#isOpen(found) && timeMs - found.lastMs <= SAME_SUBJECT_MS) return found;
    }
    const found = this.#byCampaign.get(campaignOf(indicator, api));
    return found !== undefined && this.#isOpen(found) && timeMs - found.lastMs <= SAME_CAMPAIGN_MS ? found : undefined;
  }

  #isOpen({ id }: Case): boolean {
    return this.#open.has(id);
  }

  #makeRoom(newest: Case): Incident | undefined {
    if (this.#open.size <= MOST_OPEN) return undefined;
    const others = [...this.#open.values()].filter((found) => found !== newest);
    const oldest = others.reduce((a, b) => (a.lastMs <= b.lastMs ? a : b));
    return this.#close(oldest, newest.lastMs, null, null);
  }

  #close(found: Case, nowMs: number, feedback: Feedback | null, note: string | null): Incident {
    this.#open.delete(found.id);
    return found.closed(nowMs, feedback, note);
  }
}

function campaignOf(indicator: string, api: string | null): string {
  return `${indicator} ${api}`;
}
