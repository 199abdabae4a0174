import type { ExportConfiguration } from '@airside/domain';

import { SYSTEM_TIMERS, type Timers } from '../exchanges/timers.ts';
import type { Outcome } from '../outbox/channel.ts';
import { FORMATS } from './formats/index.ts';
import { createPrivacy } from './privacy.ts';
import { createPump, type Pump, type PumpState } from './pump.ts';
import { type ExportRecord, timeMsOf } from './record.ts';
import { isSelected } from './selection.ts';
import { createSink } from './sinks/create.ts';
import type { Line } from './sinks/sink.ts';
import { type ExportSource, spoolSource } from './source.ts';
import type { ExportStore } from './store.ts';
import { testRecord } from './test-record.ts';

/** Records that are put aside at most; what they are read from again otherwise has bounds of its own. */
const MOST_SPOOLED = 100_000;
const TRIM_MS = 60_000;
const TEST_MS = 60_000;
const FAILURES_TOLD = 3;

/** An export as the configuration describes it. */
export interface ConfiguredExport {
  readonly name: string;
  readonly settings: ExportConfiguration;
  /** The content of the file that `ca` names. */
  readonly ca: string | undefined;
  /** Where relative paths start. */
  readonly directory: string;
}

export interface ExporterOptions {
  readonly store: ExportStore;
  /** What is read from stores of its own: exchanges, the history. */
  readonly sources: readonly ExportSource[];
  /** The key of hashes. */
  readonly key: Uint8Array;
  /** Told when the store fails. Must not throw. */
  readonly onProblem?: (error: unknown) => void;
  readonly timers?: Timers;
  readonly random?: () => number;
}

/** An export as it is doing. */
export interface ExportStatus extends PumpState {
  readonly name: string;
  readonly format: ExportConfiguration['format'];
  readonly target: string;
}

/** Streams records to SIEMs. Nothing waits for it. */
export interface Exporter {
  /** Puts records aside that have no store to be read from again. Returns at once, never throws. */
  record(records: readonly ExportRecord[]): void;
  /** From now on these exports; those that are the same object as before go on undisturbed. */
  setExports(exports: readonly ConfiguredExport[]): void;
  exports(): readonly ExportStatus[];
  /** Sends a test record. Undefined where there is no such export. */
  test(name: string): Promise<Outcome> | undefined;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  /** Stops; what was not sent is sent after the next start. The store stays open. */
  close(): Promise<void>;
}

interface Open {
  readonly configured: ConfiguredExport;
  readonly pump: Pump;
  readonly target: string;
}

export function createExporter({
  store,
  sources,
  key,
  onProblem = () => undefined,
  timers = SYSTEM_TIMERS,
  random = Math.random,
}: ExporterOptions): Exporter {
  const all = [...sources, spoolSource(store)];
  const open = new Map<string, Open>();
  let lost = 0;

  const trim = (): void => {
    try {
      const positions = [...open.keys()].map((name) => store.position(name, 'spool') ?? store.last());
      store.trim(Math.min(store.last(), ...positions), MOST_SPOOLED);
    } catch (error) {
      onProblem(error);
    }
    cancelTrim = timers.after(TRIM_MS, trim);
  };
  let cancelTrim = timers.after(TRIM_MS, trim);

  const start = (configured: ConfiguredExport): void => {
    const { name, settings } = configured;
    const sink = createSink(configured);
    const toLine = createLineOf(settings, key);
    const wanted = all.filter(({ kinds }) => kinds.some((kind) => settings.kinds.includes(kind)));
    // A new export begins with what comes from now on, also where it is not looked at before.
    for (const source of wanted)
      if (source.name === 'spool' && store.position(name, 'spool') === undefined) store.setPosition(name, 'spool', store.last());
    const lineOf = (record: ExportRecord): Line | undefined => (isSelected(settings, record) ? toLine(record) : undefined);
    const pump = createPump({ name, sources: wanted, store, sink, lineOf, mostWaiting: settings.spool, timers, random });
    open.set(name, { configured, pump, target: sink.target });
  };

  return {
    record(records) {
      if (open.size === 0 || records.length === 0) return;
      try {
        store.append(records);
      } catch (error) {
        lost += records.length;
        onProblem(error);
      }
    },
    setExports(exports) {
      const staying = new Set(exports);
      for (const [name, { configured, pump }] of open) {
        if (staying.has(configured)) continue;
        open.delete(name);
        void pump.close();
      }
      try {
        store.keepOnly(exports.map(({ name }) => name));
        for (const configured of exports) if (!open.has(configured.name)) start(configured);
      } catch (error) {
        onProblem(error);
      }
    },
    exports: () =>
      [...open.values()].map(({ configured: { name, settings }, pump, target }) => ({
        name,
        format: settings.format,
        target,
        ...pump.state(),
      })),
    test(name) {
      const configured = open.get(name)?.configured;
      return configured === undefined ? undefined : testExport(configured, key, timers.now());
    },
    degradations() {
      const states = [...open.values()].map(({ pump }) => pump.state());
      return [
        ...(states.some(({ failures }) => failures >= FAILURES_TOLD) ? ['records cannot be exported'] : []),
        ...(lost > 0 || states.some(({ dropped }) => dropped > 0) ? ['records were not exported'] : []),
      ];
    },
    async close() {
      cancelTrim();
      await Promise.all([...open.values()].map(({ pump }) => pump.close()));
    },
  };
}

/** Sends a test record on a connection of its own. A failure of any kind is an outcome. */
export async function testExport(configured: ConfiguredExport, key: Uint8Array, nowMs: number = Date.now()): Promise<Outcome> {
  const sink = createSink(configured);
  try {
    const outcome = await sink.send([createLineOf(configured.settings, key)(testRecord(nowMs))], AbortSignal.timeout(TEST_MS));
    return outcome.kind === 'some' ? { kind: 'later', reason: outcome.reason } : outcome;
  } catch (error) {
    return { kind: 'later', reason: (error as Error).message };
  } finally {
    await sink.close();
  }
}

function createLineOf(settings: ExportConfiguration, key: Uint8Array): (record: ExportRecord) => Line {
  const protect = createPrivacy(settings.privacy, key);
  const { lineOf } = FORMATS[settings.format];
  return (record) => ({ text: lineOf(protect(record)), timeMs: timeMsOf(record), kind: record.kind });
}
