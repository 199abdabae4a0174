import { printable } from '@airside/domain';

import type { Timers } from '../exchanges/timers.ts';
import { backoffMs } from '../outbox/backoff.ts';
import { deliverBatch } from './deliver-batch.ts';
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

export interface FeedOptions {
  readonly name: string;
  readonly source: ExportSource;
  readonly store: Pick<ExportStore, 'position' | 'setPosition'>;
  readonly sink: Sink;
  /** The line of a record; undefined where it is not for this export. */
  readonly lineOf: (record: PlacedRecord['record']) => Line | undefined;
  /** Records that may wait; beyond that the oldest are given up. */
  readonly mostWaiting: number;
  readonly timers: Timers;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Aborts when Airside stops. */
  readonly signal: AbortSignal;
}

export interface FeedState {
  sent: number;
  dropped: number;
  waiting: number;
  failures: number;
  lastError: string | null;
  lastSentMs: number | null;
}

/** The records of one source on their way to one receiver, in order: no other source waits for it. */
export interface Feed {
  readonly state: Readonly<FeedState>;
  /** Sends the next batch. Yields after how many milliseconds to go on. Never rejects. */
  advance(): Promise<number>;
}

/** What was read and not taken; behind its `end` it goes on. */
interface Rest {
  readonly position: number;
  readonly end: number;
  readonly lines: readonly Line[];
}

export function createFeed({ name, source, store, sink, lineOf, mostWaiting, timers, random, signal }: FeedOptions): Feed {
  const state: FeedState = { sent: 0, dropped: 0, waiting: 0, failures: 0, lastError: null, lastSentMs: null };
  let rest: Rest | undefined;
  let inARow = 0;

  /** Where to go on from: the end for a source that was never looked at, and not too far behind it. */
  const start = async (): Promise<number> => {
    const last = await source.last();
    const before = store.position(name, source.name);
    const position = Math.max(before ?? last, last - mostWaiting);
    // A store that was replaced begins anew.
    const found = Math.min(position, last);
    if (before !== found) store.setPosition(name, source.name, found);
    if (before !== undefined && found > before) state.dropped += found - before;
    state.waiting = last - found;
    return found;
  };

  const next = async (): Promise<number> => {
    const position = await start();
    const { end: from, lines } = rest?.position === position ? rest : { end: position, lines: [] };
    const room = Math.max(0, BATCH - lines.length);
    const placed = room === 0 ? [] : await source.read(from, room);
    const first = placed[0];
    if (first === undefined && lines.length === 0) return LOOK_MS;
    const { batch, end } = fitting(placed, lines, from, lineOf);
    if (first !== undefined && source.isDense && end > from) state.dropped += first.place - from - 1;
    if (batch.length > 0 && !(await send(position, end, batch))) return backoffMs(state.failures, random, afterMs);
    rest = undefined;
    store.setPosition(name, source.name, end);
    state.waiting = Math.max(0, state.waiting - (end - position));
    return end !== placed.at(-1)?.place || placed.length === room ? 0 : LOOK_MS;
  };

  let afterMs = 0;
  const send = async (position: number, end: number, batch: readonly Line[]): Promise<boolean> => {
    const result = await deliverBatch(batch, sink.send, { inARow, random, signal });
    inARow = result.inARow;
    state.sent += result.taken;
    state.dropped += result.givenUp;
    if (result.taken > 0) state.lastSentMs = timers.now();
    if (result.later === undefined) {
      state.failures = 0;
      state.lastError = result.refusal === undefined ? null : fit(result.refusal);
      return true;
    }
    rest = { position, end, lines: result.left };
    if (!signal.aborted) fail(result.later.reason);
    afterMs = result.later.afterMs ?? 0;
    return false;
  };

  const fail = (reason: string): void => {
    state.failures += 1;
    state.lastError = fit(reason);
  };

  return {
    state,
    advance: () =>
      next().catch((error: unknown) => {
        if (!signal.aborted) fail(error instanceof Error ? error.message : String(error));
        return backoffMs(state.failures, random);
      }),
  };
}

function fit(text: string): string {
  return printable(text.slice(0, LONGEST_ERROR));
}

/** Behind the lines that are left, those of as many records as go into one batch, and the place of the last of these. */
function fitting(
  placed: readonly PlacedRecord[],
  left: readonly Line[],
  from: number,
  lineOf: FeedOptions['lineOf'],
): { readonly batch: readonly Line[]; readonly end: number } {
  const batch = [...left];
  let characters = left.reduce((sum, { text }) => sum + text.length, 0);
  let end = from;
  for (const { place, record } of placed) {
    const line = lineOf(record);
    characters += line?.text.length ?? 0;
    if (batch.length > 0 && characters > LARGEST_BATCH) break;
    if (line !== undefined) batch.push(line);
    end = place;
  }
  return { batch, end };
}
