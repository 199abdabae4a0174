import { Worker } from 'node:worker_threads';

import { type BehaviorEngine, packStateInParts } from '@airside/behavior';

import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';
import { type Restored, restoreStateFile, setAside, writeStateFile } from './state-file.ts';

/**
 * The process in which the behaviour engine runs: neither saving what it has learned, nor a wave of traffic, nor a fault of it may keep the primary process from its other
 * duties. It does what the primary tells it, in that order; while it saves, which takes many small steps, it goes on to observe.
 */

/** What a module exports that makes the engine; it may have been saved under another set of indicators, so that what it takes over can be less. */
export type MakeEngine = (
  data: Pick<EngineData, 'options' | 'lists' | 'key'>,
  onError: (error: unknown, indicator: string) => void,
  onTrouble: (message: string) => void,
) => BehaviorEngine;

const MOST_TROUBLES = 100;
/** So many starts that came to no end, and what was saved is taken for the reason. */
const MOST_FAILED_STARTS = 3;
const WATCH = import.meta.url.endsWith('.ts') ? './end-with-parent-thread.ts' : './end-with-parent-thread.js';

if (process.send === undefined) throw new Error('the behaviour engine is started by airside up');
const tell = (message: FromEngine): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

process.once('disconnect', () => process.exit());
new Worker(new URL(WATCH, import.meta.url), { name: 'end with parent', workerData: process.ppid }).unref();
// The primary decides when to stop: a Ctrl-C reaches the whole group of processes at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const first = await new Promise<ToEngine>((resolve) => {
  process.once('message', (message: ToEngine) => resolve(message));
});
if (first.kind !== 'start') throw new Error('the behaviour engine was told something before it was started');
const { data } = first;
const { module, stateFile, failedStarts } = data;

let troubles = 0;
const trouble = (message: string): void => {
  if (troubles++ < MOST_TROUBLES) tell({ kind: 'trouble', message });
};
const { makeEngine } = (await import(module)) as { readonly makeEngine: MakeEngine };
const create = (): BehaviorEngine =>
  makeEngine(data, (error, indicator) => trouble(`indicator ${indicator}: ${(error as Error).message}`), trouble);

let engine = create();
const restore = (): Restored => {
  if (failedStarts < MOST_FAILED_STARTS) return restoreStateFile(stateFile, (state) => engine.merge(state));
  return { restored: false, trouble: setAside(stateFile, `${failedStarts} starts with it came to no end`, Date.now()) };
};
const restoredFrom = restore();
// What was refused may have been taken over in part.
if (!restoredFrom.restored && restoredFrom.trouble !== undefined) engine = create();

let saving: Promise<void> | undefined;
const save = async (): Promise<void> => {
  const failure = await writeStateFile(stateFile, packStateInParts(engine.sections())).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  tell({ kind: 'saved', trouble: failure, isLast: false });
};
const saveLast = async (): Promise<void> => {
  await saving;
  await save();
  tell({ kind: 'saved', trouble: undefined, isLast: true });
};

process.on('message', (message: ToEngine) => {
  switch (message.kind) {
    case 'start':
      break;
    case 'observe':
      tell({ kind: 'happened', happening: engine.observe(message.exchanges), observed: message.exchanges.length });
      break;
    case 'tick':
      tell({ kind: 'happened', happening: engine.tick(message.nowMs), observed: 0 });
      break;
    case 'judge':
      tell({ kind: 'judged', question: message.question, happening: engine.judge(message.verdicts) });
      break;
    case 'open':
      tell({ kind: 'open', question: message.question, incidents: engine.openIncidents() });
      break;
    case 'training':
      tell({ kind: 'training', question: message.question, training: engine.training() });
      break;
    case 'profiles':
      tell({ kind: 'profiles', question: message.question, profiles: engine.profiles() });
      break;
    case 'save':
      if (message.isLast) void saveLast();
      else
        saving ??= save().finally(() => {
          saving = undefined;
        });
      break;
  }
});
tell({ kind: 'ready', ...restoredFrom });
