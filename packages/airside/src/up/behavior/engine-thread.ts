import { isMainThread, parentPort, workerData } from 'node:worker_threads';

import { type BehaviorEngine, packStateInParts } from '@airside/behavior';

import type { EngineData, FromEngine, ToEngine } from './engine-messages.ts';
import { type Restored, restoreStateFile, setAside, writeStateFile } from './state-file.ts';

/**
 * The thread in which the behaviour engine runs: saving what it has learned, or a wave of traffic, must not keep the primary process from its other
 * duties. It does what the primary tells it, in that order; while it saves, which takes many small steps, it goes on to observe.
 */

/** What a module exports that makes the engine; it may have been saved under another set of indicators, so that what it takes over can be less. */
export type MakeEngine = (
  data: Pick<EngineData, 'options' | 'lists' | 'key'>,
  onError: (error: unknown, indicator: string) => void,
  onTrouble: (message: string) => void,
) => BehaviorEngine;

if (isMainThread || parentPort === null) throw new Error('the behaviour engine runs in a thread of its own');
const port = parentPort;
const data = workerData as EngineData;
const { module, stateFile, failedStarts } = data;
const tell = (message: FromEngine): void => port.postMessage(message);

const MOST_TROUBLES = 100;
/** So many starts that came to no end, and what was saved is taken for the reason. */
const MOST_FAILED_STARTS = 3;
let troubles = 0;
const { makeEngine } = (await import(module)) as { readonly makeEngine: MakeEngine };
const trouble = (message: string): void => {
  if (troubles++ < MOST_TROUBLES) tell({ kind: 'trouble', message });
};
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
tell({ kind: 'ready', ...restoredFrom });

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
  port.close();
};

port.on('message', (message: ToEngine) => {
  switch (message.kind) {
    case 'observe':
      tell({ kind: 'happened', happening: engine.observe(message.exchanges), observed: message.exchanges.length });
      break;
    case 'tick':
      tell({ kind: 'happened', happening: engine.tick(message.nowMs), observed: 0 });
      break;
    case 'feedback':
      tell({ kind: 'feedback', question: message.question, happening: engine.feedback(message.id, message.feedback, message.note) });
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
