import type { Happening, LearnedOperation, TrainingStatus } from '@airside/behavior';
import { exchangeWeight } from '@airside/control';
import type { Exchange, Feedback } from '@airside/domain';

import { type EngineChild, startEngineProcess } from './engine-child.ts';
import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';
import { createWatchdog } from './watchdog.ts';

const BATCH = 512;
/** By weight. */
const MOST_WAITING = 50_000;
const TICK_MS = 1000;
/** Together with what saving takes while there is traffic, less than a minute. */
const SAVE_MS = 45_000;
/** What is not saved by then is said. */
const SAVED_MS = 5 * 60_000;
const ANSWER_MS = 15_000;
const LAST_SAVE_MS = 20_000;
const RESTART_MS = 1000;
const LAST_RESTART_MS = 60_000;
/** An engine that has run for so long is started again at once when it fails. */
const STABLE_MS = 60_000;
/** Memory for what is there always, and for each caller; far more than is ever needed. */
const HEAP_MB = 1024;
const HEAP_MB_PER_CALLER = 0.01;

export interface EngineHostOptions {
  readonly data: Omit<EngineData, 'failedStarts'>;
  /** Called in order, once for each batch of which something is to be told. */
  readonly onHappening: (happening: Happening) => void;
  readonly onTrouble: (message: string) => void;
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
  feedback(id: string, feedback: Feedback, note: string | undefined): Promise<Happening | undefined>;
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
  let readyMs = 0;
  let failedStarts = 0;
  let isClosing = false;
  let cannotSave = false;
  let savedMs = Date.now();
  let restartMs = firstRestartMs;
  let questions = 0;
  let onSaved: (() => void) | undefined;
  let onStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  const asked = new Map<number, (answer: FromEngine | undefined) => void>();
  let isToEnd = false;
  let onEnded = (): void => undefined;
  const watchdog = watch((seconds) => {
    onTrouble(`the behaviour engine has not answered for ${seconds} s, and is ended; it is started again with what it had saved`);
    kill();
  });
  let child: EngineChild | undefined = start();

  function start(): EngineChild {
    watchdog.starts();
    isToEnd = false;
    const memoryMb = heapMb ?? HEAP_MB + HEAP_MB_PER_CALLER * data.options.mostCallers;
    return startEngineProcess({ ...data, failedStarts }, memoryMb, { onMessage: take, onEnd: ended });
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
    onStarted();
    dropped += underWay.length;
    underWay = [];
    child = undefined;
    for (const settle of asked.values()) settle(undefined);
    asked.clear();
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
        onStarted();
        if (message.trouble !== undefined) onTrouble(message.trouble);
        if (isClosing) finish();
        else pump();
        return;
      case 'happened':
        observed += message.observed;
        if (message.observed > 0) underWay = [];
        tellOf(message.happening);
        watchdog.heard(underWay.length > 0);
        pump();
        return;
      case 'feedback':
        if (message.happening !== undefined) tellOf(message.happening);
        settle(message.question, message);
        break;
      case 'training':
      case 'profiles':
        settle(message.question, message);
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
  const settle = (question: number, answer: FromEngine): void => {
    asked.get(question)?.(answer);
    asked.delete(question);
  };
  const send = (message: ToEngine): void => child?.send(message);
  function pump(): void {
    if (!isReady || underWay.length > 0 || waiting.length === 0) return;
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
  const ask = (message: (question: number) => ToEngine): Promise<FromEngine | undefined> => {
    if (!isReady) return Promise.resolve(undefined);
    const question = ++questions;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        asked.delete(question);
        resolve(undefined);
      }, ANSWER_MS);
      asked.set(question, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      send(message(question));
    });
  };
  const tick = (): void => {
    if (!isReady || underWay.length > 0) return;
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
    async feedback(id, feedback, note) {
      const answer = await ask((question) => ({ kind: 'feedback', question, id, feedback, note }));
      return answer?.kind === 'feedback' ? answer.happening : undefined;
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
        if (isReady) finish();
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
