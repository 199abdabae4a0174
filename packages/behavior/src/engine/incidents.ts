import {
  type Detection,
  type Feedback,
  type Incident,
  incidentSchema,
  isPersonal,
  SEVERITIES,
  type Subject,
  subjectKey,
} from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';
import { Case, type SavedCase, savedCase } from './case.ts';

const MOST_OPEN = 1000;
/** What is said of an incident that made room: nobody has judged it, and it may go on. */
const DISPLACED = `Closed to make room, as no more than ${MOST_OPEN} can be open: it was the least of them, and may go on.`;
const MOST_SUBJECTS = 100_000;
const MOST_CAMPAIGNS = 10_000;
/** Detections of one subject so near to each other belong together; an incident of which nothing was seen for longer is over. */
export const SAME_SUBJECT_MS = 24 * 60 * 60 * 1000;
/** Detections by one indicator of one operation, whoever they are about. */
const SAME_CAMPAIGN_MS = 60 * 60 * 1000;
/** What an indicator counts over all APIs, and what it counts at one. */
const SAME_ATTACK_MS = 10 * 60 * 1000;

const CASES_IN_PART = 50;
const savedNames = z.array(z.tuple([savedName, z.number()])).max(MOST_SUBJECTS);
const savedSchema = z
  .array(
    z.strictObject({
      case: savedCase,
      /** By what further detections find it, and until when. */
      subjects: savedNames,
      campaigns: savedNames,
    }),
  )
  .max(MOST_OPEN);
/** States of before have incidents only. */
const savedBefore = z.array(incidentSchema).max(MOST_OPEN);

/** Gathers detections into incidents: those about one subject within a day, and those by one indicator of one operation within an hour. */
export class Incidents {
  readonly #open = new Map<string, Case>();
  readonly #displaced: Incident[] = [];
  /** Those that people closed last: they may think better of it. Not saved. */
  readonly #settled = new LRUCache<string, Case>({ max: MOST_OPEN });
  /** These two may name cases that are closed. */
  readonly #bySubject = new LRUCache<string, Case>({ max: MOST_SUBJECTS });
  readonly #byCampaign = new LRUCache<string, { readonly found: Case; readonly lastMs: number }>({ max: MOST_CAMPAIGNS });

  /**
   * The id of the incident that a detection belongs to; `title` is that of the indicator. `isShared`: it is part of what many do at the API, whatever operation each of them calls.
   * Also names one that had to make room.
   */
  add(detection: Detection, title: string, isShared = false): { readonly id: string; readonly displaced: Incident | undefined } {
    const found = this.#find(detection, isShared) ?? Case.open(detection, detection.api === null ? title : `${title} at ${detection.api}`);
    found.add(detection);
    for (const subject of personalNames(detection)) this.#bySubject.set(subjectKey(subject), found);
    const going = { found, lastMs: Date.parse(detection.last) };
    for (const campaign of campaignsOf(detection, isShared)) this.#byCampaign.set(campaign, going);
    const meeting = meetingOf(detection);
    if (meeting !== undefined) this.#byCampaign.set(meeting.own, going);
    this.#open.set(found.id, found);
    return { id: found.id, displaced: this.#makeRoom(found) };
  }

  /** The incidents that are closed because nothing happened for long, or because of others that were taken over. */
  tick(nowMs: number): readonly Incident[] {
    const quiet = [...this.#open.values()].filter(({ lastMs }) => nowMs - lastMs > SAME_SUBJECT_MS);
    return [...this.#displaced.splice(0), ...quiet.map((found) => this.#close(found, nowMs, null, null))];
  }

  close(id: string, nowMs: number, feedback: Feedback, note: string | null): Incident | undefined {
    const found = this.#open.get(id);
    if (found === undefined) return undefined;
    this.#settled.set(id, found);
    return this.#close(found, nowMs, feedback, note);
  }

  /** One that people closed goes on, unless it would be over by now. */
  reopen(id: string, nowMs: number): void {
    const found = this.#settled.get(id);
    this.#settled.delete(id);
    if (found === undefined || nowMs - found.lastMs > SAME_SUBJECT_MS) return;
    this.#add(found);
  }

  /** An open incident as it is now. */
  get(id: string): Incident | undefined {
    return this.#open.get(id)?.incident();
  }

  /** The ids of those that are open. */
  open(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** The open ones, some at a time. */
  *save(): Generator<z.infer<typeof savedSchema>> {
    const subjects = Map.groupBy([...this.#bySubject].reverse(), ([, found]) => found.id);
    const campaigns = Map.groupBy([...this.#byCampaign].reverse(), ([, { found }]) => found.id);
    const open = [...this.#open.values()];
    for (let from = 0; from < open.length; from += CASES_IN_PART) {
      yield open.slice(from, from + CASES_IN_PART).map((found) => ({
        case: found.save(),
        subjects: (subjects.get(found.id) ?? []).map(([key]) => [key, found.lastMs]),
        campaigns: (campaigns.get(found.id) ?? []).map(([key, { lastMs }]) => [key, lastMs]),
      }));
    }
  }

  /** Takes those that it does not have. Gives how many were closed for them, of which `tick` tells. */
  merge(saved: unknown): number {
    const before = this.#displaced.length;
    for (const { case: kept, subjects, campaigns } of savedSchema.parse(saved)) {
      const { incident } = kept;
      if (this.#open.has(incident.id) || incident.state === 'closed') continue;
      const resumed = this.#resume(kept);
      for (const [key] of subjects) this.#bySubject.set(key, resumed);
      for (const [key, lastMs] of campaigns) this.#byCampaign.set(key, { found: resumed, lastMs });
    }
    return this.#displaced.length - before;
  }

  /** Takes what was saved by version 1. Gives how many were closed for that. */
  mergeBefore(saved: unknown): number {
    const before = this.#displaced.length;
    for (const incident of savedBefore.parse(saved)) {
      if (this.#open.has(incident.id) || incident.state === 'closed') continue;
      const resumed = this.#resume({ incident, parts: [], requestsOf: [] });
      for (const { detections: _, ...subject } of incident.subjects) {
        if (isPersonal(subject)) this.#bySubject.set(subjectKey(subject), resumed);
      }
    }
    return this.#displaced.length - before;
  }

  #resume(saved: SavedCase): Case {
    const resumed = Case.resume(saved);
    this.#add(resumed);
    return resumed;
  }

  /** One that was known before; `tick` tells of what had to make room. */
  #add(found: Case): void {
    this.#open.set(found.id, found);
    const displaced = this.#makeRoom(found);
    if (displaced !== undefined) this.#displaced.push(displaced);
  }

  #find(detection: Detection, isShared: boolean): Case | undefined {
    const timeMs = Date.parse(detection.last);
    for (const subject of personalNames(detection)) {
      const found = this.#bySubject.get(subjectKey(subject));
      if (found !== undefined && this.#isOpen(found) && timeMs - found.lastMs <= SAME_SUBJECT_MS) return found;
    }
    for (const key of campaignsOf(detection, isShared)) {
      const found = this.#going(key, timeMs, isShared ? SAME_SUBJECT_MS : SAME_CAMPAIGN_MS);
      if (found !== undefined) return found;
    }
    const meeting = meetingOf(detection);
    return meeting === undefined ? undefined : this.#going(meeting.others, timeMs, SAME_ATTACK_MS);
  }

  /** The open case of a campaign that something was seen of so lately. */
  #going(campaign: string, timeMs: number, withinMs: number): Case | undefined {
    const going = this.#byCampaign.get(campaign);
    return going !== undefined && this.#isOpen(going.found) && timeMs - going.lastMs <= withinMs ? going.found : undefined;
  }

  #isOpen({ id }: Case): boolean {
    return this.#open.has(id);
  }

  #makeRoom(newest: Case): Incident | undefined {
    if (this.#open.size <= MOST_OPEN) return undefined;
    // Whoever makes a thousand small incidents must not close a grave one with them.
    const others = [...this.#open.values()].filter((found) => found !== newest);
    const least = others.reduce((a, b) => (compared(a, b) <= 0 ? a : b));
    return this.#close(least, newest.lastMs, null, DISPLACED);
  }

  #close(found: Case, nowMs: number, feedback: Feedback | null, note: string | null): Incident {
    this.#open.delete(found.id);
    return found.closed(nowMs, feedback, note);
  }
}

/** Which of two is less: the less severe, then that of less risk, of fewer detections, that was silent for longer. What goes on for long is more than a thousand that came once. */
function compared(one: Case, other: Case): number {
  return (
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    one.risk - other.risk ||
    one.detections - other.detections ||
    one.lastMs - other.lastMs
  );
}

/** What several callers do alike: one indicator, one operation; or whatever operation. */
function campaignsOf({ indicator, api, operation }: Detection, isShared: boolean): readonly string[] {
  const ofOperation = `${indicator} ${api} ${operation}`;
  return isShared ? [`${indicator} ${api}`, ofOperation] : [ofOperation];
}

/**
 * By what detections that count over all APIs and those that count at one of them meet: they may be about the same attack, some of which stands out at the API, and some by what it has in common.
 * Undefined where single operations are counted. `own`: by what others meet it; `others`: by what it meets them.
 */
function meetingOf({ indicator, api, operation }: Detection): { readonly own: string; readonly others: string } | undefined {
  if (operation !== null) return undefined;
  const [overAll, atOne] = [`${indicator} over all`, `${indicator} at one`];
  return api === null ? { own: overAll, others: atOne } : { own: atOne, others: overAll };
}

/** Who it is about, and names that are nobody else's. */
function personalNames({ subject, alsoKnownAs }: Detection): readonly Subject[] {
  return [subject, ...alsoKnownAs.filter(isPersonal)];
}
