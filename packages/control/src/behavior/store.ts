import type { Detection, Feedback, Incident, Judgement, Sanction, Severity, Subject } from '@airside/domain';

/** Which detections are meant: those for which every given field fits. */
export interface DetectionFilter {
  readonly api?: string;
  readonly indicator?: string;
  /** This severity or a worse one. */
  readonly severity?: Severity;
  /** One of the names of the caller. */
  readonly subject?: Subject;
  /** Noticed at this time or later (RFC 3339, UTC). */
  readonly since?: string;
}

export interface IncidentFilter {
  readonly state?: 'open' | 'closed';
  readonly api?: string;
  readonly severity?: Severity;
  readonly subject?: Subject;
  /** Went on at this time or later (RFC 3339, UTC). */
  readonly since?: string;
}

export interface SanctionFilter {
  /** In effect at this time, in milliseconds since 1970: neither expired nor undone. */
  readonly activeAtMs?: number;
  readonly subject?: Subject;
  readonly incident?: string;
}

/** What a person says of an incident; it outlasts what the engine says later of the same exchanges. */
export interface IncidentWord {
  readonly state: 'open' | 'closed';
  readonly feedback: Feedback | null;
  readonly note: string | null;
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly time: string;
}

/** A detection, with the verdict that it stands under where there is one: on itself or, where nothing was said of it alone, on its incident. */
export type JudgedDetection = Detection & {
  readonly verdict?: Omit<Judgement, 'about' | 'feedback'> & { readonly feedback: Feedback };
};

/** Something that was done, or would have been done, and why. */
export interface BehaviorEvent {
  readonly sequence: number;
  readonly time: string;
  /** `person:NAME`, `response:STEP` for the ladder, or `engine`. */
  readonly by: string;
  readonly action: string;
  /** What it was done to: the id of an incident, detection or sanction. */
  readonly target: string;
  readonly detail: string;
  readonly subject: Subject | null;
}

/** One caller as its detections show it. */
export interface SuspectedCaller {
  readonly subject: Subject;
  readonly detections: number;
  readonly risk: number;
  readonly last: string;
}

/** A part of a list. `next` is what `after` has to be for the part that follows; null where there is none. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface PageOptions {
  /** 1 to `MOST_IN_A_PAGE`. */
  readonly limit: number;
  readonly after?: string;
}

export const MOST_IN_A_PAGE = 1000;

export interface BehaviorRetention {
  readonly olderThan: string;
  readonly keepAtMost: number;
}

/** A sanction, and how many requests it has hit: in dry-run those it would have hit. */
export type CountedSanction = Sanction & { readonly hits: number };

/** A sanction as lists have it. `stored`: a restart would not forget it as it is. */
export type ListedSanction = CountedSanction & { readonly stored: boolean };

/**
 * Where detections, incidents and what was done about them are kept. Lists are newest first. Every method rejects with `StoreUnavailableError` when the
 * storage fails.
 */
export interface BehaviorStore {
  /** All of it or, when it rejects, none. What is there already under the same id is replaced. */
  record(happening: { readonly detections: readonly Detection[]; readonly incidents: readonly Incident[] }): Promise<void>;
  detection(id: string): Promise<JudgedDetection | undefined>;
  detections(filter: DetectionFilter, page: PageOptions): Promise<Page<JudgedDetection>>;
  incident(id: string): Promise<Incident | undefined>;
  incidents(filter: IncidentFilter, page: PageOptions): Promise<Page<Incident>>;
  /** The detections of an incident, as far as they are kept. */
  detectionsOf(incident: Incident, limit: number): Promise<readonly JudgedDetection[]>;
  /** Yields the incident as it is then; undefined where there is none. */
  say(incident: string, word: IncidentWord): Promise<Incident | undefined>;
  /** Keeps a verdict in the place of the one before it; `detections` are the ids of those that stand under it, and no others. */
  judge(verdict: Judgement, detections: readonly string[]): Promise<void>;
  /** The last verdict on a detection or an incident, also one that takes back the one before it. */
  verdict(of: string): Promise<Judgement | undefined>;
  /** Verdicts from then on, in milliseconds since 1970: the newest of them, oldest first. */
  verdicts(sinceMs: number, limit: number): Promise<readonly Judgement[]>;
  /** Without what was judged to be false or expected. */
  callers(page: PageOptions): Promise<Page<SuspectedCaller>>;
  addSanction(sanction: Sanction): Promise<void>;
  sanction(id: string): Promise<CountedSanction | undefined>;
  sanctions(filter: SanctionFilter, page: PageOptions): Promise<Page<CountedSanction>>;
  /** All that are in effect, the ones that end last first, `MOST_ACTIVE` at most. */
  activeSanctions(nowMs: number): Promise<readonly CountedSanction[]>;
  /** Yields the sanction as it is then; undefined where there is none. One that was undone before stays as it is. */
  undo(id: string, undone: NonNullable<Sanction['undone']>): Promise<CountedSanction | undefined>;
  addHits(hits: readonly (readonly [sanction: string, count: number])[]): Promise<void>;
  addEvent(event: Omit<BehaviorEvent, 'sequence'>): Promise<void>;
  events(filter: { readonly target?: string; readonly subject?: Subject }, page: PageOptions): Promise<Page<BehaviorEvent>>;
  /** Deletes up to `batch` detections, incidents, ended sanctions, events and verdicts each that are outside the limits; yields how many. */
  prune(limits: BehaviorRetention, batch?: number): Promise<number>;
  close(): Promise<void>;
}

export const MOST_ACTIVE = 100_000;
