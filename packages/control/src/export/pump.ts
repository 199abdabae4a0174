import { printable } from '@airside/domain';

import type { Timers } from '../exchanges/timers.ts';
import { backoffMs } from '../outbox/backoff.ts';
import type { Outcome } from '../outbox/channel.ts';
import type { Line, Sink } from './sinks/sink.ts';
import type { ExportSource } from './source.ts';
import type { ExportStore, PlacedRecord } from './store.ts';

/** Records that are read and sent at once; in between others of the process have their turn. */
const BATCH = 250;
/** Characters of text in a batch, about; a single record may have more. */
const LARGEST_BATCH = 1024 * 1024;
/** How long until it is looked again whether there is something new. */
const LOOK_MS = 1000;
const LONGEST_ERROR = 500;

export interface PumpOptions {
  readonly name: string;
  readonly sources: readonly ExportSource[];
  readonly store: Pick<ExportStore, 'position' | 'setPosition'>;
  readonly sink: Sink;
  /** The line of a record; undefined where it is not for this export. */
  readonly lineOf: (record: PlacedRecord['record']) => Line | undefined;
  /** Records that may wait; beyond that the oldest are given up. */
  readonly mostWaiting: number;
  readonly timers: Timers;
  /** From 0 to below 1. */
  readonly random: () => number;
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

export function createPump({ name, sources, store, sink, lineOf, mostWaiting, timers, random }: PumpOptions): Pump {
  const ending = new AbortController();
  const waiting = new Map<string, number>();
  let sent = 0;
  let dropped = 0;
  let failures = 0;
  let lastError: string | null = null;
  let lastSentMs: number | null = null;
  let underWay: Promise<void> = Promise.resolve();

  const fail = (reason: string): void => {
    failures += 1;
    lastError = printable(reason.slice(0, LONGEST_ERROR));
  };

  /** Where to go on from: the end for a source that was never looked at, and not too far behind it. */
  const start = async (source: ExportSource): Promise<number> => {
    const last = await source.last();
    const before = store.position(name, source.name);
    const position = Math.max(before ?? last, last - mostWaiting);
    // A store that was replaced begins anew.
    const found = Math.min(position, last);
    if (before !== found) store.setPosition(name, source.name, found);
    if (before !== undefined && found > before) dropped += found - before;
    waiting.set(source.name, last - found);
    return found;
  };

  /** Sends the next batch of a source; true where there may be more. */
  const advance = async (source: ExportSource): Promise<boolean> => {
    const position = await start(source);
    const placed = await source.read(position, BATCH);
    const first = placed[0];
    if (first === undefined) return false;
    const { batch, end } = fitting(placed, lineOf);
    const outcome = batch.length === 0 ? NOTHING : await sendAll(batch);
    if (outcome.kind === 'later') throw new Later(outcome);
    store.setPosition(name, source.name, end);
    if (source.isDense) dropped += first.place - position - 1;
    waiting.set(source.name, Math.max(0, (waiting.get(source.name) ?? 0) - (end - position)));
    if (batch.length > 0) {
      failures = 0;
      lastError = outcome.kind === 'refused' ? lastError : null;
    }
    return end !== placed.at(-1)?.place || placed.length === BATCH;
  };

  /** What is refused as a whole is sent in halves, so that one bad record keeps no other out. */
  const sendAll = async (batch: readonly Line[]): Promise<Outcome> => {
    const outcome = await sink
      .send(batch, ending.signal)
      .catch((error: unknown): Outcome => ({ kind: 'later', reason: (error as Error).message }));
    if (outcome.kind === 'delivered') {
      sent += batch.length;
      lastSentMs = timers.now();
      return outcome;
    }
    if (outcome.kind === 'later') return outcome;
    if (batch.length === 1) {
      dropped += 1;
      lastError = printable(outcome.reason.slice(0, LONGEST_ERROR));
      return outcome;
    }
    const middle = Math.ceil(batch.length / 2);
    const half = await sendAll(batch.slice(0, middle));
    if (half.kind === 'later') return half;
    const other = await sendAll(batch.slice(middle));
    return other.kind === 'delivered' ? half : other;
  };

  const round = async (): Promise<void> => {
    let delayMs = LOOK_MS;
    try {
      for (const source of sources) if (await advance(source)) delayMs = 0;
    } catch (error) {
      if (ending.signal.aborted) return;
      fail(error instanceof Error ? error.message : String(error));
      delayMs = backoffMs(failures, random, error instanceof Later ? error.afterMs : 0);
    }
    schedule(delayMs);
  };

  const schedule = (delayMs: number): void => {
    if (ending.signal.aborted) return;
    cancel = timers.after(delayMs, () => {
      underWay = round();
    });
  };

  let cancel = (): void => undefined;
  schedule(0);

  return {
    state: () => ({
      sent,
      dropped,
      waiting: [...waiting.values()].reduce((sum, count) => sum + count, 0),
      failures,
      lastError,
      lastSentMs,
    }),
    async close() {
      ending.abort();
      cancel();
      await underWay;
      await sink.close();
    },
  };
}

const NOTHING: Outcome = { kind: 'delivered', answer: '' };

/** The receiver does not take it now. */
class Later extends Error {
  readonly afterMs: number;

  constructor({ reason, afterMs = 0 }: Extract<Outcome, { kind: 'later' }>) {
    super(reason);
    this.afterMs = afterMs;
  }
}

/** The lines of as many records as go into one batch, and the place of the last of these. */
function fitting(
  placed: readonly PlacedRecord[],
  lineOf: PumpOptions['lineOf'],
): { readonly batch: readonly Line[]; readonly end: number } {
  const batch: Line[] = [];
  let characters = 0;
  let end = 0;
  for (const { place, record } of placed) {
    const line = lineOf(record);
    characters += line?.text.length ?? 0;
    if (batch.length > 0 && characters > LARGEST_BATCH) break;
    if (line !== undefined) batch.push(line);
    end = place;
  }
  return { batch, end };
}
