import type { TrainingStatus } from '@airside/behavior';
import { type Detection, type Exchange, type Feedback, type Incident, type Sanction, type Subject, subjectKey } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';
import type { Actor } from '../directory/store.ts';
import { newSanctionId } from './ladder/sanction.ts';
import type { SanctionBook } from './sanction-book.ts';
import type {
  BehaviorEvent,
  BehaviorStore,
  DetectionFilter,
  IncidentFilter,
  ListedSanction,
  Page,
  PageOptions,
  SanctionFilter,
  SuspectedCaller,
} from './store.ts';

/** The engine, as far as people have to do with it. */
export interface EngineControl {
  /** Undefined where the engine does not know the incident or detection any more. */
  feedback(id: string, feedback: Feedback, note: string | undefined): Promise<unknown>;
  training(): Promise<readonly TrainingStatus[]>;
}

/** What the behaviour layer is doing. */
export interface BehaviorStatus {
  /** `stopped`: no Airside is running; `away`: the engine is being started again. */
  readonly state: 'off' | 'stopped' | 'away' | 'training' | 'watching';
  /** RFC 3339; until when nothing but decoys is reported. Null where that is over. */
  readonly trainingUntil: string | null;
  readonly observed: number;
  readonly dropped: number;
  readonly openIncidents: number;
  readonly activeSanctions: number;
  readonly dryRunSanctions: number;
  readonly training: readonly TrainingStatus[];
}

/** Advice that follows from what was seen, with what it would have touched. */
export interface Advice {
  readonly kind: 'rate-limit' | 'tighter-schema' | 'unused-operation' | 'unused-scope';
  readonly api: string;
  readonly operation: string | null;
  readonly title: string;
  readonly because: string;
  readonly configuration: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** What of the recorded requests it would have touched, and of how many callers. */
  readonly touched: { readonly requests: number; readonly of: number; readonly callers: number };
}

export interface OrderedSanction {
  readonly action: Sanction['action'];
  readonly match: Sanction['match'];
  readonly api: string | null;
  readonly forMs: number;
  readonly dryRun: boolean;
  readonly requestsPerMinute: number | null;
  readonly reason: string;
}

/** A caller with all that is kept of it. */
export interface CallerTimeline {
  readonly subject: Subject;
  readonly detections: readonly Detection[];
  readonly incidents: readonly Incident[];
  readonly sanctions: readonly ListedSanction[];
  readonly events: readonly BehaviorEvent[];
  readonly exchanges: readonly Exchange[];
}

export interface BehaviorAdministrationOptions<Effect> {
  readonly store: BehaviorStore;
  readonly book: SanctionBook<Effect>;
  /** Undefined where the behaviour layer is off. */
  readonly engine: EngineControl | undefined;
  readonly status: () => Promise<Omit<BehaviorStatus, 'openIncidents' | 'activeSanctions' | 'dryRunSanctions' | 'training'>>;
  /** The newest exchanges of a caller that are kept. */
  readonly exchangesOf: (subject: Subject, limit: number) => Promise<readonly Exchange[]>;
  readonly advise: () => Promise<readonly Advice[]>;
  readonly isAllowed: (names: readonly Subject[]) => boolean;
  readonly now?: () => number;
}

/** Everything people can see and do about behaviour. */
export interface BehaviorAdministration<Effect> {
  incidents(filter: IncidentFilter, page: PageOptions): Promise<Page<Incident>>;
  incident(id: string): Promise<{
    readonly incident: Incident;
    readonly detections: readonly Detection[];
    readonly sanctions: readonly ListedSanction[];
    readonly events: readonly BehaviorEvent[];
  }>;
  close(id: string, word: { readonly feedback: Feedback | null; readonly note: string | null }, actor: Actor): Promise<Incident>;
  reopen(id: string, actor: Actor): Promise<Incident>;
  detections(filter: DetectionFilter, page: PageOptions): Promise<Page<Detection>>;
  detection(id: string): Promise<Detection>;
  /** What a person says of one detection. */
  judge(id: string, feedback: Feedback, note: string | null, actor: Actor): Promise<Detection>;
  sanctions(filter: SanctionFilter, page: PageOptions): Promise<Page<ListedSanction>>;
  sanction(id: string): Promise<ListedSanction>;
  order(
    sanction: OrderedSanction,
    actor: Actor,
  ): Promise<{ readonly sanction: ListedSanction; readonly effect: Effect; readonly warning: string | null }>;
  undo(id: string, actor: Actor): Promise<{ readonly sanction: ListedSanction; readonly effect: Effect }>;
  callers(page: PageOptions): Promise<Page<SuspectedCaller>>;
  caller(subject: Subject): Promise<CallerTimeline>;
  status(): Promise<BehaviorStatus>;
  advice(): Promise<readonly Advice[]>;
}

const MOST_SHOWN = 200;

export function createBehaviorAdministration<Effect>(options: BehaviorAdministrationOptions<Effect>): BehaviorAdministration<Effect> {
  const { store, book, engine, now = Date.now } = options;
  const time = (): string => new Date(now()).toISOString();
  const record = (by: string, action: string, target: string, detail: string, subject: Subject | null = null): Promise<void> =>
    store.addEvent({ time: time(), by, action, target, detail, subject });
  const person = ({ name }: Actor): string => `person:${name}`;

  return {
    incidents: (filter, page) => store.incidents(filter, page),
    async incident(id) {
      const incident = found(await store.incident(id), 'incident', id);
      const [detections, sanctions, events] = await Promise.all([
        store.detectionsOf(incident, MOST_SHOWN),
        book.list({ incident: id }, { limit: MOST_SHOWN }),
        store.events({ target: id }, { limit: MOST_SHOWN }),
      ]);
      return { incident, detections, sanctions: sanctions.items, events: events.items };
    },
    async close(id, { feedback, note }, actor) {
      found(await store.incident(id), 'incident', id);
      if (feedback !== null) await engine?.feedback(id, feedback, note ?? undefined);
      const incident = await store.say(id, { state: 'closed', feedback, note, by: person(actor), time: time() });
      await record(person(actor), 'close', id, [feedback ?? 'without a verdict', note].filter((text) => text !== null).join(': '));
      return found(incident, 'incident', id);
    },
    async reopen(id, actor) {
      const { note } = found(await store.incident(id), 'incident', id);
      const incident = await store.say(id, { state: 'open', feedback: null, note, by: person(actor), time: time() });
      await record(person(actor), 'reopen', id, '');
      return found(incident, 'incident', id);
    },
    detections: (filter, page) => store.detections(filter, page),
    detection: async (id) => found(await store.detection(id), 'detection', id),
    async judge(id, feedback, note, actor) {
      const detection = found(await store.detection(id), 'detection', id);
      await engine?.feedback(id, feedback, note ?? undefined);
      await record(person(actor), 'feedback', id, [feedback, note].filter((text) => text !== null).join(': '), detection.subject);
      return detection;
    },
    sanctions: (filter, page) => book.list(filter, page),
    sanction: async (id) => found(await book.find(id), 'sanction', id),
    async order({ forMs, match, ...rest }, actor) {
      const created = now();
      const sanction: Sanction = {
        id: newSanctionId(),
        ...rest,
        match,
        created: new Date(created).toISOString(),
        expires: new Date(created + forMs).toISOString(),
        by: person(actor),
        incident: null,
        undone: null,
      };
      const effect = await book.impose(sanction);
      const listed = await book.find(sanction.id);
      const warning = options.isAllowed(match)
        ? `${match.map(subjectKey).join(' + ')} is on the allow list, which comes before every block`
        : listed?.stored === false
          ? 'it cannot be kept on disk at present, and is forgotten should Airside stop before it can'
          : null;
      return { sanction: found(listed, 'sanction', sanction.id), effect, warning };
    },
    undo: async (id, actor) => found(await book.undo(id, person(actor)), 'sanction', id),
    callers: (page) => store.callers(page),
    async caller(subject) {
      const page = { limit: MOST_SHOWN };
      const [detections, incidents, sanctions, events, exchanges] = await Promise.all([
        store.detections({ subject }, page),
        store.incidents({ subject }, page),
        book.list({ subject }, page),
        store.events({ subject }, page),
        options.exchangesOf(subject, MOST_SHOWN),
      ]);
      return {
        subject,
        detections: detections.items,
        incidents: incidents.items,
        sanctions: sanctions.items,
        events: events.items,
        exchanges,
      };
    },
    async status() {
      const active = book.active();
      const open = await store.incidents({ state: 'open' }, { limit: 1000 });
      return {
        ...(await options.status()),
        openIncidents: open.items.length,
        activeSanctions: active.filter(({ dryRun }) => !dryRun).length,
        dryRunSanctions: active.filter(({ dryRun }) => dryRun).length,
        training: (await engine?.training()) ?? [],
      };
    },
    advice: () => options.advise(),
  };
}

function found<Thing>(thing: Thing | undefined, kind: string, id: string): Thing {
  if (thing === undefined) throw new DirectoryError('unknown', `there is no ${kind} ${JSON.stringify(id)}`);
  return thing;
}
