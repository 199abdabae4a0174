import { Worker } from 'node:worker_threads';

import type { Happening, LearnedOperation, TrainingStatus } from '@airside/behavior';
import { exchangeWeight } from '@airside/control';
import type { Exchange, Feedback } from '@airside/domain';

import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';

const THREAD = import.meta.url.endsWith('.ts') ? './engine-thread.ts' : './engine-thread.js';
const BATCH = 512;
/** By weight. */
const MOST_WAITING = 50_000;
const TICK_MS = 1000;
const SAVE_MS = 60_000;
const ANSWER_MS = 15_000;
const LAST_SAVE_MS = 20_000;
const RESTART_MS = 1000;
const LAST_RESTART_MS = 60_000;

export interface EngineHostOptions {
  readonly data: EngineData;
  /** Called in order, once for each batch of which something is to be told. */
  readonly onHappening: (happening: Happening) => void;
  readonly onTrouble: (message: string) => void;
}

export interface EngineHostState {
  readonly observed: number;
  /** Exchanges that the engine did not get to see because it did not keep up, or was away. */
  readonly dropped: number;
  readonly isAway: boolean;
  readonly cannotSave: boolean;
  /** How old the oldest exchange is that waits for the engine; 0 where none does. */
  readonly behindMs: number;
}

/** The behaviour engine in a thread of its own. A slow engine delays nobody: what it does not keep up with is dropped and counted. */
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

export function startEngine({ data, onHappening, onTrouble }: EngineHostOptions): EngineHost {
  let waiting: Exchange[] = [];
  let weight = 0;
  let observed = 0;
  let dropped = 0;
  let isUnderWay = false;
  let isReady = false;
  let isClosing = false;
  let cannotSave = false;
  let restartMs = RESTART_MS;
  let questions = 0;
  let onSaved: (() => void) | undefined;
  let onStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  const asked = new Map<number, (answer: FromEngine | undefined) => void>();
  let thread: Worker | undefined = start();

  function start(): Worker {
    const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: data, name: 'behavior engine' });
    worker.on('message', take);
    worker.on('error', (error: Error) => onTrouble(`the behaviour engine failed: ${error.stack ?? String(error)}`));
    worker.once('exit', () => {
      isReady = false;
      onStarted();
      isUnderWay = false;
      thread = undefined;
      for (const settle of asked.values()) settle(undefined);
      asked.clear();
      onSaved?.();
      if (isClosing) return;
      setTimeout(() => {
        if (!isClosing) thread = start();
      }, restartMs).unref();
      restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
    });
    return worker;
  }

  function take(message: FromEngine): void {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        onStarted();
        if (message.trouble !== undefined) onTrouble(message.trouble);
        if (isClosing) finish();
        else pump();
        break;
      case 'happened':
        observed += message.observed;
        if (message.observed > 0) {
          isUnderWay = false;
          restartMs = RESTART_MS;
        }
        tellOf(message.happening);
        pump();
        break;
      case 'feedback':
        if (message.happening !== undefined) tellOf(message.happening);
        settle(message.question, message);
        break;
      case 'training':
      case 'profiles':
        settle(message.question, message);
        break;
      case 'saved':
        if (message.trouble !== undefined && !cannotSave) onTrouble(`what was learned cannot be saved: ${message.trouble}`);
        cannotSave = message.trouble !== undefined;
        if (message.isLast) onSaved?.();
        break;
      case 'trouble':
        onTrouble(message.message);
        break;
    }
  }

  const tellOf = (happening: Happening): void => {
    if (happening.detections.length > 0 || happening.incidents.length > 0) onHappening(happening);
  };
  const settle = (question: number, answer: FromEngine): void => {
    asked.get(question)?.(answer);
    asked.delete(question);
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  const send = (message: ToEngine): void => thread?.postMessage(message);
  function pump(): void {
    if (!isReady || isUnderWay || waiting.length === 0) return;
    const batch = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    for (const exchange of batch) weight -= exchangeWeight(exchange);
    isUnderWay = true;
    send({ kind: 'observe', exchanges: batch });
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

  const timers = [
    setInterval(() => isReady && !isUnderWay && send({ kind: 'tick', nowMs: Date.now() }), TICK_MS),
    setInterval(() => isReady && send({ kind: 'save', isLast: false }), SAVE_MS),
  ];
  for (const timer of timers) timer.unref();

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
      const [oldest] = waiting;
      const behindMs = oldest === undefined ? 0 : Math.max(0, Date.now() - Date.parse(oldest.time));
      return { observed, dropped, isAway: !isReady, cannotSave, behindMs };
    },
    async close() {
      isClosing = true;
      for (const timer of timers) clearInterval(timer);
      if (thread === undefined) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LAST_SAVE_MS);
        onSaved = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isReady) finish();
      });
      await thread?.terminate();
    },
    kill() {
      isClosing = true;
      for (const timer of timers) clearInterval(timer);
      void thread?.terminate();
    },
  };
}
