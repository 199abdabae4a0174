import { createFeed, type FeedOptions } from './feed.ts';
import type { Sink } from './sinks/sink.ts';
import type { ExportSource } from './source.ts';

export interface PumpOptions extends Omit<FeedOptions, 'source' | 'signal'> {
  readonly sources: readonly ExportSource[];
}

export interface PumpState {
  /** Records that were taken, since the start. */
  readonly sent: number;
  /** Records that were given up: deleted or too many while the receiver was away, or refused by it; since the start. */
  readonly dropped: number;
  /** Records behind the last one that is done with, about. */
  readonly waiting: number;
  /** Attempts that failed since the last one that did not. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastSentMs: number | null;
}

/** Brings the records of some sources to one receiver, in order, each at least once as long as it is kept. */
export interface Pump {
  state(): PumpState;
  /** Begins nothing more; resolves when what is under way has ended, which is cut short. */
  close(): Promise<void>;
}

export function createPump({ sources, ...options }: PumpOptions): Pump {
  const ending = new AbortController();
  const { signal } = ending;
  const { timers } = options;
  const sink = inTurn(options.sink);
  const ways = sources.map((source) => {
    const feed = createFeed({ ...options, sink, source, signal });
    const way = { feed, cancel: (): void => undefined, underWay: Promise.resolve() };
    const schedule = (delayMs: number): void => {
      if (signal.aborted) return;
      way.cancel = timers.after(delayMs, () => {
        way.underWay = feed.advance().then(schedule);
      });
    };
    schedule(0);
    return way;
  });

  return {
    state() {
      const states = ways.map(({ feed }) => feed.state);
      const sum = (of: 'sent' | 'dropped' | 'waiting'): number => states.reduce((total, state) => total + state[of], 0);
      const worst = states.toSorted((one, other) => other.failures - one.failures || rank(other) - rank(one))[0];
      const sentMs = Math.max(...states.map(({ lastSentMs }) => lastSentMs ?? 0));
      return {
        sent: sum('sent'),
        dropped: sum('dropped'),
        waiting: sum('waiting'),
        failures: worst?.failures ?? 0,
        lastError: worst?.lastError ?? null,
        lastSentMs: sentMs === 0 ? null : sentMs,
      };
    },
    async close() {
      ending.abort();
      for (const { cancel } of ways) cancel();
      await Promise.all(ways.map(({ underWay }) => underWay));
      await sink.close();
    },
  };
}

/** One batch at a time, whichever source it is from: a file is renamed between two. */
function inTurn(sink: Sink): Sink {
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...sink,
    send(batch, signal) {
      const sending = before.then(() => sink.send(batch, signal));
      before = sending.catch(() => undefined);
      return sending;
    },
  };
}

/** Of sources that fail as often, one that says why goes first. */
function rank({ lastError }: Pick<PumpState, 'lastError'>): number {
  return lastError === null ? 0 : 1;
}
