import { join } from 'node:path';

import { LONGEST_INCIDENT_SILENCE_MS } from '@airside/behavior';
import {
  type ActionRequest,
  type Addressees,
  advise,
  assertKnownApi,
  type BehaviorAdministration,
  type BehaviorStatus,
  closeForgottenIncidents,
  createBehaviorAdministration,
  createLadder,
  createRequests,
  createTraffic,
  type DeclaredOperation,
  type Effect,
  type ExportRecord,
  openBehaviorStore,
  openSanctionBook,
  pruneBehavior,
  StoreUnavailableError,
  tapBehaviorStore,
} from '@airside/control';
import {
  type Configuration,
  compileAllowList,
  type Detection,
  type Exchange,
  type Incident,
  type Notification,
  type Sanction,
  type SanctionChange,
} from '@airside/domain';

import { CommandError, EXIT } from '../../exit.ts';
import { BEHAVIOR_FILE, BEHAVIOR_STATE_FILE, loadBehaviorKey } from '../data-directory.ts';
import type { Log } from '../log.ts';
import type { ExchangeRecord } from '../record.ts';
import { saidOnce } from '../said-once.ts';
import { type EngineHost, startEngine } from './engine-host.ts';
import { addressLists, engineOptions } from './engine-options.ts';
import { engineStatus } from './engine-status.ts';
import { createGrowth } from './growth.ts';
import { createHappenings } from './happenings.ts';
import { createHitKeeper } from './hits.ts';
import { withUnkept } from './with-unkept.ts';

/** Exchanges that advice is made of: the newest. */
const MOST_ADVISED = 100_000;
/** For so long it is said that something was left out or lost. */
const TOLD_MS = 60 * 60 * 1000;
/** The engine is told of verdicts so old, and of so many of them, when it starts: it keeps no others. */
const TAKEN_MS = 90 * 24 * 60 * 60 * 1000;
const MOST_TAKEN = 10_000;
const ENGINE_MODULE = import.meta.url.endsWith('.ts') ? './make-engine.ts' : './make-engine.js';

export interface BehaviorOptions {
  readonly dataDirectory: string;
  readonly configuration: Configuration;
  /** That of the configuration, from which relative paths start. */
  readonly directory: string;
  /** Tells the gateways; resolves once it is in effect in all of them. */
  readonly publish: (changes: readonly SanctionChange[]) => Promise<Effect>;
  readonly notify: (notification: Notification, to: Addressees) => void;
  /** Is told what was kept. */
  readonly tap: (records: readonly ExportRecord[]) => void;
  readonly record: Pick<ExchangeRecord, 'exchangesOf' | 'newest'>;
  /** Answers with the operations that the definition of an API has now. */
  readonly operationsOf: () => (api: string) => readonly DeclaredOperation[] | undefined;
  readonly onDetections: (detections: readonly Detection[]) => void;
  readonly onIncident: (incident: Incident) => void;
  readonly log: Log;
  /** The module that makes the engine. */
  readonly engineModule?: string;
}

/** The behaviour layer of the primary process: the engine, what it found, and what is done about it. */
export interface Behavior {
  readonly administration: BehaviorAdministration<Effect>;
  accept(exchanges: readonly Exchange[]): void;
  /** The sanctions in effect, for a gateway that starts. */
  sanctions(): readonly Sanction[];
  noteHits(hits: readonly (readonly [id: string, count: number])[]): void;
  /** What is done from now on; options of the engine itself count from the next start. */
  configure(configuration: Configuration): void;
  /** Does what an alert rule asks for, as far as the rules of the ladder allow it. */
  fulfil(request: ActionRequest): void;
  /** Seconds that the engine is behind the traffic; undefined where it is off. */
  behind(): number | undefined;
  /** How often the engine failed or did not answer, and was started again; undefined where it is off. */
  restarts(): number | undefined;
  /** What it does, in a line or two, for whoever starts Airside. */
  summary(): Promise<readonly string[]>;
  degradations(): readonly string[];
  close(): Promise<void>;
  kill(): void;
}

export async function openBehavior(options: BehaviorOptions): Promise<Behavior> {
  const { dataDirectory, publish, notify, record, log } = options;
  let { configuration } = options;
  const { enabled, ...started } = configuration.behavior;
  const tell = saidOnce((message) => log('behavior-trouble', message));
  const trouble = (error: Error): void => tell(error.message);
  const store = tapBehaviorStore(openStore(join(dataDirectory, BEHAVIOR_FILE)), options.tap);
  const traffic = createTraffic();
  const book = await openSanctionBook({ store, publish, traffic, onProblem: trouble });
  /** What a person has undone counts, stored or not. */
  const known = { ...store, sanctions: book.list };
  const ladder = createLadder({
    store: known,
    responses: () => configuration.behavior.responses,
    traffic,
    inEffect: book.inEffect,
    impose: async (sanction) => void (await book.impose(sanction)),
    notify,
    onProblem: trouble,
    ownersOf: (apis) => [...new Set(apis.map((api) => configuration.apis[api]?.owner).filter((owner) => owner !== undefined))],
  });
  const requests = createRequests({
    store: known,
    responses: () => configuration.behavior.responses,
    inEffect: book.inEffect,
    impose: async (sanction) => void (await book.impose(sanction)),
  });
  const happenings = createHappenings({
    store,
    ladder,
    onIncident(incident) {
      log('incident-opened', `${incident.title} (${incident.severity}, ${incident.id})`);
      options.onIncident(incident);
    },
    onProblem: trouble,
  });
  const engine: EngineHost | undefined = enabled
    ? startEngine({
        data: {
          module: options.engineModule ?? new URL(ENGINE_MODULE, import.meta.url).href,
          options: engineOptions(options.configuration),
          lists: addressLists(started, options.directory),
          key: loadBehaviorKey(dataDirectory),
          stateFile: join(dataDirectory, BEHAVIOR_STATE_FILE),
        },
        onHappening(happening) {
          options.onDetections(happening.detections);
          happenings.take(happening);
        },
        onTrouble: (message) => log('behavior-trouble', message),
        verdicts: () => store.verdicts(Date.now() - TAKEN_MS, MOST_TAKEN),
      })
    : undefined;
  const stopPruning = pruneBehavior(
    store,
    () => ({ keepMs: configuration.behavior.keep, keepAtMost: configuration.behavior.keepAtMost }),
    trouble,
  );
  const stopClosing = closeForgottenIncidents({
    store,
    async openInEngine() {
      await engine?.started;
      return engine === undefined ? [] : engine.openIncidents();
    },
    silenceMs: LONGEST_INCIDENT_SILENCE_MS,
    onClosed: (incident) => ladder.respond([], [incident]),
    onProblem: trouble,
  });
  const status = () => engineStatus(engine, started.training);
  const leftOut = createGrowth(TOLD_MS);
  const lost = createGrowth(TOLD_MS);
  const administration = createBehaviorAdministration({
    store: withUnkept(store, () => happenings.unkept()),
    book,
    engine,
    status,
    exchangesOf: (subject, limit) => record.exchangesOf(subject, limit),
    advise: async () =>
      advise({
        exchanges: record.newest(MOST_ADVISED),
        operationsOf: options.operationsOf(),
        learned: (await engine?.profiles()) ?? [],
      }),
    isAllowed: (names) => compileAllowList(configuration.behavior.responses.allow).allows(names),
  });

  return {
    administration: {
      ...administration,
      async order(sanction, actor) {
        assertKnownApi(sanction.api, Object.keys(configuration.apis));
        return administration.order(sanction, actor);
      },
    },
    accept(exchanges) {
      traffic.note(exchanges);
      engine?.accept(exchanges);
    },
    sanctions: () => book.active(),
    noteHits: createHitKeeper({ addHits: (hits) => store.addHits(hits), onProblem: trouble }),
    configure(next) {
      configuration = next;
    },
    async summary() {
      await engine?.started;
      return summaryOf(await status(), configuration, book.active());
    },
    fulfil: (request) => void requests(request).catch(trouble),
    behind: () => (engine === undefined ? undefined : engine.state().behindMs / 1000),
    restarts: () => engine?.state().restarts,
    degradations() {
      const state = engine?.state();
      return [
        ...(state?.isAway === true ? ['the behaviour engine is not running'] : []),
        ...(leftOut(state?.dropped ?? 0) ? ['the behaviour engine did not see all exchanges of the last hour'] : []),
        ...(state?.cannotSave === true ? ['what the behaviour engine learned cannot be saved'] : []),
        ...(book.unkept > 0 ? ['what was ordered against callers cannot be kept'] : []),
        ...(happenings.isFailing ? ['detections cannot be kept'] : []),
        ...(lost(happenings.dropped) ? ['detections were lost within the last hour'] : []),
      ];
    },
    async close() {
      await engine?.close();
      await happenings.settled();
      stopPruning();
      stopClosing();
      const forgotten = await book.close();
      if (forgotten.length > 0) trouble(new Error(`what cannot be stored is forgotten: ${forgotten.map(({ id }) => id).join(', ')}`));
      await store.close();
    },
    kill: () => engine?.kill(),
  };
}

function openStore(file: string) {
  try {
    return openBehaviorStore(file);
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}

function summaryOf(
  { state, trainingUntil: until }: Pick<BehaviorStatus, 'state' | 'trainingUntil'>,
  { behavior }: Configuration,
  active: readonly Sanction[],
): readonly string[] {
  const blocks = active.filter(({ dryRun }) => !dryRun).length;
  const inEffect = blocks === 0 ? [] : [`${blocks === 1 ? '1 sanction is' : `${blocks} sanctions are`} in effect: airside blocks`];
  if (state === 'off') return ['The behaviour layer is off (behavior.enabled): nothing is learned of the traffic.', ...inEffect];
  if (state === 'away')
    return ['The behaviour engine could not start, and is tried again: nothing is learned of the traffic.', ...inEffect];
  const learning = state === 'training' ? `The behaviour layer is training until ${until}` : 'The behaviour layer is watching';
  const hard = behavior.responses.ladder.filter((step) => step.do !== 'record' && step.do !== 'notify' && step.do !== 'ticket');
  const enforced = hard.filter(({ dryRun }) => !dryRun).map((step) => step.do);
  const acting =
    hard.length === 0
      ? 'it acts on no caller'
      : enforced.length === 0
        ? 'what it would do to callers is only recorded (dry-run)'
        : `it acts on callers: ${[...new Set(enforced)].join(', ')}`;
  return [`${learning}; ${acting}.`, ...inEffect];
}
