import type { TrainingStatus } from '@airside/behavior';
import { type Exchange, type Incident, type Judgement, type Sanction, type Subject, subjectKey } from '@airside/domain';

import type { Actor } from '../directory/store.ts';
import { createFeedbackDesk, type FeedbackDesk } from './feedback.ts';
import { found } from './found.ts';
import { newSanctionId } from './ladder/sanction.ts';
import type { SanctionBook } from './sanction-book.ts';
import type {
  BehaviorEvent,
  BehaviorStore,
  DetectionFilter,
  IncidentFilter,
  JudgedDetection,
  ListedSanction,
  Page,
  PageOptions,
  SanctionFilter,
  SuspectedCaller,
} from './store.ts';

/** The engine, as far as people have to do with it. */
export interface EngineControl {
  /** False where it is away, or does not answer: when it is back it asks for what was said meanwhile. */
  judge(verdicts: readonly Judgement[]): Promise<boolean>;
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
  readonly detections: readonly JudgedDetection[];
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
export interface BehaviorAdministration<Effect> extends FeedbackDesk {
  incidents(filter: IncidentFilter, page: PageOptions): Promise<Page<Incident>>;
  incident(id: string): Promise<{
    readonly incident: Incident;
    readonly detections: readonly JudgedDetection[];
    readonly sanctions: readonly ListedSanction[];
    readonly events: readonly BehaviorEvent[];
  }>;
  detections(filter: DetectionFilter, page: PageOptions): Promise<Page<JudgedDetection>>;
  detection(id: string): Promise<JudgedDetection>;
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

/** Of each kind of thing that is shown of an incident or a caller, the newest. */
export const MOST_SHOWN = 200;

export function createBehaviorAdministration<Effect>(options: BehaviorAdministrationOptions<Effect>): BehaviorAdministration<Effect> {
  const { store, book, engine, now = Date.now } = options;
  const person = ({ name }: Actor): string => `person:${name}`;

  return {
    ...createFeedbackDesk({ store, tell: engine && ((verdicts) => engine.judge(verdicts)), now }),
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
    detections: (filter, page) => store.detections(filter, page),
    detection: async (id) => found(await store.detection(id), 'detection', id),
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
