import type { Incident } from '@airside/domain';

import { type BehaviorStore, MOST_IN_A_PAGE } from './store.ts';

const INTERVAL_MS = 10 * 60_000;
const LONGEST_NOTE = 2000;
const FORGOTTEN =
  'Closed as nothing more was seen of it for long. The engine, which closes incidents otherwise, does not know it any more.';

export interface ForgottenIncidentsOptions {
  readonly store: Pick<BehaviorStore, 'incidents' | 'events' | 'addEvent' | 'say'>;
  /** The ids of those that are open in the engine; undefined where that is away. */
  readonly openInEngine: () => Promise<readonly string[] | undefined>;
  /** An incident of which nothing is seen for longer is over. */
  readonly silenceMs: number;
  /** Told of each that is closed. */
  readonly onClosed: (incident: Incident) => Promise<void>;
  readonly onProblem: (error: Error) => void;
  readonly now?: () => number;
}

/** Closes incidents that the engine does not close, as it has lost them (its state was damaged), or as a person has opened them again: once they are as silent as all that it closes. */
export async function closeForgotten({
  store,
  openInEngine,
  silenceMs,
  onClosed,
  now = Date.now,
}: ForgottenIncidentsOptions): Promise<void> {
  const silent = await silentIncidents(store, now() - silenceMs);
  if (silent.length === 0) return;
  const open = await openInEngine();
  if (open === undefined) return;
  const known = new Set(open);
  for (const incident of silent) {
    const { id, feedback } = incident;
    if (known.has(id) || (await reopenedMs(store, id)) > now() - silenceMs) continue;
    const time = new Date(now()).toISOString();
    const closed = await store.say(id, { state: 'closed', feedback, note: noteOn(incident), by: 'engine', time });
    await store.addEvent({ time, by: 'engine', action: 'close', target: id, detail: FORGOTTEN, subject: null });
    if (closed !== undefined) await onClosed(closed);
  }
}

/** Does so now and every ten minutes. A failure is told, and tried again the next time. Yields what stops it. */
export function closeForgottenIncidents(options: ForgottenIncidentsOptions): () => void {
  let isRunning = false;
  let isStopped = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    await closeForgotten(options).catch((error: unknown) => {
      if (!isStopped) options.onProblem(new Error('incidents that are over could not be closed', { cause: error }));
    });
    isRunning = false;
  };
  void run();
  const timer = setInterval(() => void run(), INTERVAL_MS).unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

async function silentIncidents(store: Pick<BehaviorStore, 'incidents'>, beforeMs: number): Promise<readonly Incident[]> {
  const silent: Incident[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await store.incidents({ state: 'open' }, { limit: MOST_IN_A_PAGE, ...(after !== undefined && { after }) });
    silent.push(...items.filter(({ last }) => Date.parse(last) < beforeMs));
    if (next === null) return silent;
    after = next;
  }
}

/** When a person last opened it again; 0 where nobody has. */
async function reopenedMs(store: Pick<BehaviorStore, 'events'>, target: string): Promise<number> {
  const { items } = await store.events({ target }, { limit: MOST_IN_A_PAGE });
  return Date.parse(items.find(({ action }) => action === 'reopen')?.time ?? new Date(0).toISOString());
}

function noteOn({ note }: Incident): string {
  return note === null || note.startsWith(FORGOTTEN) ? (note ?? FORGOTTEN) : `${FORGOTTEN} Before that: ${note}`.slice(0, LONGEST_NOTE);
}
