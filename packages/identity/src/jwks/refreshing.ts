import { describeFailure } from '../http/failure.ts';
import type { KeyLookup, KeySet } from './key-set.ts';
import { chooseKey, describeSkipped, type ParsedKeySet, parseKeySet } from './parse.ts';
import type { KeySource } from './source.ts';

/** All in milliseconds. */
export interface RefreshTimes {
  /** The set is read anew in the background this long after it was read. */
  readonly maxAgeMs: number;
  /** Keys are used this long after they were last read or found unchanged, while reading fails; then they are dropped. */
  readonly maxStaleMs: number;
  /** An unknown `kid` makes the set be read at once, but not more often than this. */
  readonly unknownKeyIntervalMs: number;
  /** One attempt to read. */
  readonly timeoutMs: number;
  /** Pause after a first failure; doubles with each further one, up to the longest. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
}

/** A key set that is kept up to date in the background. Reading starts at once. `clock` is monotonic, in milliseconds. */
export function createRefreshingKeySet(source: KeySource, times: RefreshTimes, clock: () => number = () => performance.now()): KeySet {
  let current: ParsedKeySet | undefined;
  let currentText: string | undefined;
  let generation = 0;
  let failure: string | null = null;
  let failures = 0;
  let readAtMs = 0;
  let unknownKeyAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const closing = new AbortController();

  const load = async (): Promise<void> => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(times.timeoutMs)]);
    const text = await source.read(signal).catch((error: unknown) => {
      // An aborted socket reports all kinds of errors; the signal knows the reason.
      signal.throwIfAborted();
      throw error;
    });
    if (text === currentText) return;
    current = parseKeySet(parseJson(text));
    currentText = text;
    generation++;
  };
  const read = async (): Promise<void> => {
    try {
      await load();
      readAtMs = clock();
      failure = null;
      failures = 0;
    } catch (error) {
      failure = `key set ${source.location}: ${describeFailure(error, times.timeoutMs)}`;
      failures++;
      if (current !== undefined && clock() - readAtMs > times.maxStaleMs) {
        current = undefined;
        currentText = undefined;
        generation++;
      }
    }
  };
  const refresh = (): Promise<void> => {
    clearTimeout(timer);
    reading ??= read().then(() => {
      reading = undefined;
      if (closing.signal.aborted) return;
      const pause = failures === 0 ? times.maxAgeMs : Math.min(times.retryMs * 2 ** (failures - 1), times.longestRetryMs);
      timer = setTimeout(() => void refresh(), pause).unref();
    });
    return reading;
  };
  const choose = (choice: Parameters<KeySet['find']>[0]): KeyLookup =>
    current === undefined
      ? { outcome: 'unavailable', reason: failure ?? `key set ${source.location} is not read yet` }
      : chooseKey(current, choice);

  void refresh();
  return {
    location: source.location,
    get generation() {
      return generation;
    },
    get health() {
      return { keys: current?.keys.length ?? 0, failure, skipped: current === undefined ? [] : describeSkipped(current) };
    },
    find(choice) {
      const known = choose(choice);
      if (known.outcome === 'found' || closing.signal.aborted) return known;
      if (reading !== undefined) return reading.then(() => choose(choice));
      // Where nothing is cached the timer tries again by itself: callers are answered at once instead of queueing up.
      if (known.outcome === 'unavailable' || clock() - unknownKeyAtMs < times.unknownKeyIntervalMs) return known;
      unknownKeyAtMs = clock();
      return refresh().then(() => choose(choice));
    },
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('is not JSON');
  }
}
