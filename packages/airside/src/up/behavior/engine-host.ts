import type { Happening, LearnedOperation, TrainingStatus } from '@airside/behavior';
import { exchangeWeight } from '@airside/control';
import type { Exchange, Judgement } from '@airside/domain';

import { type EngineChild, heapMbFor, startEngineProcess } from './engine-child.ts';
import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';
import { createEngineQuestions } from './engine-questions.ts';
import { createWatchdog } from './watchdog.ts';

const BATCH = 512;
/** By weight. */
const MOST_WAITING = 50_000;
const TICK_MS = 1000;
/** Together with what saving takes while there is traffic, less than a minute. */
const SAVE_MS = 45_000;
/** What is not saved by then is said. */
const SAVED_MS = 5 * 60_000;
const LAST_SAVE_MS = 20_000;
const VERDICTS_IN_MESSAGE = 200;
const RESTART_MS = 1000;
const LAST_RESTART_MS = 60_000;
/** An engine that has run for so long is started again at once when it fails. */
const STABLE_MS = 60_000;

export interface EngineHostOptions {
  readonly data: Omit<EngineData, 'failedStarts'>;
  /** Called in order, once for each batch of which something is to be told. */
  readonly onHappening: (happening: Happening) => void;
  readonly onTrouble: (message: string) => void;
  /** What people have said, oldest first: the engine is told whenever it has started, before all else, as it may have ended before it had saved what it was told. */
  readonly verdicts?: () => Promise<readonly Judgement[]>;
  /** Calls back when the engine does not answer any more, with for about how many seconds. */
  readonly watch?: typeof createWatchdog;
  readonly heapMb?: number;
  readonly saveMs?: number;
  /** After the first failure; twice as long after each further one. */
  readonly restartMs?: number;
}

export interface EngineHostState {
  readonly observed: number;
  /** Exchanges that the engine did not get to see because it did not keep up, or was away. */
  readonly dropped: number;
  /** How often the process of the engine has failed, or was ended because it did not answer. */
  readonly restarts: number;
  readonly isAway: boolean;
  readonly cannotSave: boolean;
  /** Since when the engine has run without a save; when it started, where there was none yet. In milliseconds since 1970. */
  readonly savedMs: number;
  /** How old the oldest exchange is that waits for the engine, or that it has been given; 0 where there is none. */
  readonly behindMs: number;
}

/**
 * The behaviour engine in a process of its own. A slow engine delays nobody: what it does not keep up with is dropped and counted. One that fails, or does not answer for ten
 * seconds, is started again with what it had saved.
 */
export interface EngineHost {
  accept(exchanges: readonly Exchange[]): void;
  /** Resolves once it can be asked, or has failed to start. */
  readonly started: Promise<void>;
  /** What people say now. False where the engine is away, or does not answer: it is told when it is back. */
  judge(verdicts: readonly Judgement[]): Promise<boolean>;
  /** The ids of the incidents that are open; undefined where the engine is away. */
  openIncidents(): Promise<readonly string[] | undefined>;
  training(): Promise<readonly TrainingStatus[]>;
  profiles(): Promise<readonly LearnedOperation[]>;
  state(): EngineHostState;
  /** Lets it take what waits, saves what it has learned, and ends it. */
  close(): Promise<void>;
  kill(): void;
}

export function startEngine(options: EngineHostOptions): EngineHost {
  const {
    data,
    onHappening,
    onTrouble,
    verdicts = async () => [],
    watch = createWatchdog,
    heapMb,
    saveMs = SAVE_MS,
    restartMs: firstRestartMs = RESTART_MS,
  } = options;
  let waiting: Exchange[] = [];
  let weight = 0;
  let observed = 0;
  let dropped = 0;
  let restarts = 0;
  /** What the engine has been given and not answered. */
  let underWay: readonly Exchange[] = [];
  let isReady = false;
  /** It knows what people have said. */
  let isTold = false;
  let readyMs = 0;
  let failedStarts = 0;
  let isClosing = false;
  let cannotSave = false;
  let savedMs = Date.now();
  let restartMs = firstRestartMs;
  let onSaved: (() => void) | undefined;
  let onStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  let isToEnd = false;
  let onEnded = (): void => undefined;
  const watchdog = watch((seconds) => {
    onTrouble(`the behaviour engine has not answered for ${seconds} s, and is ended; it is started again with what it had saved`);
    kill();
  });
  const send = (message: ToEngine): void => child?.send(message);
  const questions = createEngineQuestions(send);
  let child: EngineChild | undefined = start();

  function start(): EngineChild {
    watchdog.starts();
    isToEnd = false;
    return startEngineProcess({ ...data, failedStarts }, heapMb ?? heapMbFor(data.options.mostCallers), { onMessage: take, onEnd: ended });
  }
  function kill(): void {
    isToEnd = true;
    child?.kill();
  }

  function ended(reason: string): void {
    watchdog.rests();
    if (!isToEnd) onTrouble(`the behaviour engine failed: ${reason}`);
    if (!isReady) failedStarts++;
    else if (Date.now() - readyMs > STABLE_MS) restartMs = firstRestartMs;
    isReady = false;
    isTold = false;
    onStarted();
    dropped += underWay.length;
    underWay = [];
    child = undefined;
    questions.abandon();
    onSaved?.();
    onEnded();
    if (isClosing) return;
    restarts++;
    setTimeout(() => {
      if (!isClosing) child = start();
    }, restartMs).unref();
    restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
  }

  function take(message: FromEngine): void {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        readyMs = Date.now();
        savedMs = readyMs;
        failedStarts = 0;
        watchdog.heard(false);
        if (message.trouble !== undefined) onTrouble(message.trouble);
        void tellVerdicts(child);
        return;
      case 'happened':
        observed += message.observed;
        if (message.observed > 0) underWay = [];
        tellOf(message.happening);
        watchdog.heard(underWay.length > 0);
        pump();
        return;
      case 'judged':
        tellOf(message.happening);
        questions.settle(message.question, message);
        break;
      case 'open':
      case 'training':
      case 'profiles':
        questions.settle(message.question, message);
        break;
      case 'saved':
        if (message.isLast) onSaved?.();
        else noteSaved(message.trouble);
        break;
      case 'trouble':
        onTrouble(message.message);
        break;
    }
    watchdog.heard(underWay.length > 0);
  }

  function noteSaved(trouble: string | undefined): void {
    if (trouble !== undefined && !cannotSave) onTrouble(`what was learned cannot be saved: ${trouble}`);
    cannotSave = trouble !== undefined;
    if (trouble === undefined) savedMs = Date.now();
  }
  const tellOf = (happening: Happening): void => {
    if (happening.detections.length > 0 || happening.incidents.length > 0) onHappening(happening);
  };
  async function tellVerdicts(to: EngineChild | undefined): Promise<void> {
    const said = await verdicts().catch((error: unknown) => {
      onTrouble(`the behaviour engine could not be told what people have said: ${(error as Error).message}`);
      return [];
    });
    // Another one may have been started meanwhile.
    if (child !== to || !isReady) return;
    for (let from = 0; from < said.length; from += VERDICTS_IN_MESSAGE)
      void questions.ask((question) => ({ kind: 'judge', question, verdicts: said.slice(from, from + VERDICTS_IN_MESSAGE) }));
    isTold = true;
    onStarted();
    if (isClosing) finish();
    else pump();
  }
  function pump(): void {
    if (!isTold || underWay.length > 0 || waiting.length === 0) return;
    underWay = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    for (const exchange of underWay) weight -= exchangeWeight(exchange);
    send({ kind: 'observe', exchanges: underWay });
    watchdog.told();
  }
  /** All that waits, and then what was learned is saved. */
  function finish(): void {
    if (waiting.length > 0) send({ kind: 'observe', exchanges: waiting.splice(0) });
    send({ kind: 'save', isLast: true });
  }
  const ask = (message: (question: number) => ToEngine): Promise<FromEngine | undefined> =>
    isReady ? questions.ask(message) : Promise.resolve(undefined);
  const tick = (): void => {
    if (!isTold || underWay.length > 0) return;
    send({ kind: 'tick', nowMs: Date.now() });
    watchdog.told();
  };
  const save = (): void => {
    if (!isReady) return;
    send({ kind: 'save', isLast: false });
    const lateMs = Date.now() - savedMs;
    if (lateMs > SAVED_MS && !cannotSave) noteSaved(`it has not come to an end for ${Math.round(lateMs / 1000)} s`);
  };

  const timers = [setInterval(tick, TICK_MS), setInterval(save, saveMs)];
  for (const timer of timers) timer.unref();
  const stop = (): void => {
    isClosing = true;
    watchdog.close();
    for (const timer of timers) clearInterval(timer);
  };

  return {
    started,
    accept(exchanges) {
      for (const exchange of exchanges) {
        const heavier = weight + exchangeWeight(exchange);
        if (heavier > MOST_WAITING) {
          dropped++;
          continue;
        }
        waiting.push(exchange);
        weight = heavier;
      }
      pump();
    },
    judge: async (said) => (await ask((question) => ({ kind: 'judge', question, verdicts: said }))) !== undefined,
    async openIncidents() {
      const answer = await ask((question) => ({ kind: 'open', question }));
      return answer?.kind === 'open' ? answer.incidents : undefined;
    },
    async training() {
      const answer = await ask((question) => ({ kind: 'training', question }));
      return answer?.kind === 'training' ? answer.training : [];
    },
    async profiles() {
      const answer = await ask((question) => ({ kind: 'profiles', question }));
      return answer?.kind === 'profiles' ? answer.profiles : [];
    },
    state() {
      const oldest = underWay[0] ?? waiting[0];
      const behindMs = oldest === undefined ? 0 : Math.max(0, Date.now() - Date.parse(oldest.time));
      return { observed, dropped, restarts, isAway: !isReady, cannotSave, savedMs, behindMs };
    },
    async close() {
      stop();
      if (child === undefined) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LAST_SAVE_MS);
        onSaved = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isTold) finish();
      });
      if (child === undefined) return;
      await new Promise<void>((resolve) => {
        onEnded = resolve;
        kill();
      });
    },
    kill() {
      stop();
      kill();
    },
  };
}
