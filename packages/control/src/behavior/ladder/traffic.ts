import { callerNames, type Detection, type Exchange, type Subject, subjectKey } from '@airside/domain';

import { Suspicion, tellingName } from './suspicion.ts';

const WINDOWS = 12;
const WINDOW_MS = 5 * 60_000;
/** Names that are counted one by one in each window; of more, only how many there are altogether. */
const MOST_NAMES = 50_000;
const MOST_NEIGHBOURS = 64;
/** Anybody can make up a cookie for each request: a session is somebody once it has lasted over so many windows, and leaves room for others. */
const SESSION_WINDOWS = 2;
const MOST_SESSIONS = 32;

interface Window {
  readonly startMs: number;
  /** Requests answered with success. */
  good: number;
  /** By the key of a name: its requests answered with success. */
  readonly byName: Map<string, number>;
  /** By the key of a name: what counted towards detections. */
  readonly suspicious: Map<string, Suspicion>;
  /** Callers with at least one request answered with success, by the name that tells them apart best. */
  readonly callers: Set<string>;
  /** Who does well behind an address. */
  readonly behind: Map<string, Set<string>>;
}

/** What the traffic of the last hour was like, as far as it decides about blocks. Bounded, whatever callers do. */
export interface Traffic {
  note(exchanges: readonly Exchange[]): void;
  /** What counts towards a detection is not what a block would take from an honest caller. Each request counts once, however many indicators count it. */
  suspect(detection: Detection): void;
  /** Requests of the last hour that were answered with success, in all. */
  good(): number;
  /** Those of whoever has all of the names, at most; without what counts towards detections. */
  goodOf(names: readonly Subject[]): number;
  callers(): number;
  /** How many callers do well behind an address, but for those that have one of the names, and passing sessions. */
  behind(address: string, but: readonly Subject[]): number;
  /** Whether a caller was seen that had proved to be this one, or a session that was no passing one. */
  isProved(name: Subject): boolean;
}

export function createTraffic(now: () => number = Date.now): Traffic {
  let windows: Window[] = [];
  /** How many requests were counted of a detection, which may be told again as it grows. */
  const counted = new Map<string, number>();

  const current = (): Window => {
    const startMs = Math.floor(now() / WINDOW_MS) * WINDOW_MS;
    const last = windows.at(-1);
    if (last !== undefined && last.startMs >= startMs) return last;
    const window: Window = { startMs, good: 0, byName: new Map(), suspicious: new Map(), callers: new Set(), behind: new Map() };
    windows = [...windows.filter((each) => each.startMs > startMs - WINDOWS * WINDOW_MS), window];
    return window;
  };
  const recent = (): readonly Window[] => {
    current();
    return windows;
  };

  const isSomebody = (key: string): boolean =>
    recent().filter(({ byName }) => byName.has(key)).length >= (isSession(key) ? SESSION_WINDOWS : 1);

  return {
    note(exchanges) {
      const window = current();
      for (const exchange of exchanges) if (isGood(exchange)) count(window, exchange);
    },
    suspect(detection) {
      const { id, indicator, count: requests, subject, alsoKnownAs } = detection;
      const fresh = requests - (counted.get(id) ?? 0);
      if (fresh <= 0) return;
      if (counted.size >= MOST_NAMES) counted.clear();
      counted.set(id, requests);
      const { suspicious } = current();
      for (const key of new Set([subject, ...alsoKnownAs].map(subjectKey))) {
        let suspicion = suspicious.get(key);
        if (suspicion === undefined) {
          if (suspicious.size >= MOST_NAMES) continue;
          suspicion = new Suspicion();
          suspicious.set(key, suspicion);
        }
        suspicion.add(tellingName(detection), indicator, fresh);
      }
    },
    good: () => recent().reduce((sum, { good }) => sum + good, 0),
    goodOf(names) {
      const each = names.map(subjectKey).map((key) => {
        const good = recent().reduce((total, { byName }) => total + (byName.get(key) ?? 0), 0);
        const suspicious = Suspicion.requestsOf(
          key,
          recent().map((window) => window.suspicious.get(key)),
        );
        return Math.max(0, good - suspicious);
      });
      return Math.min(...each);
    },
    callers: () => new Set(recent().flatMap(({ callers }) => [...callers])).size,
    behind(address, but) {
      const others = new Set(recent().flatMap(({ behind }) => [...(behind.get(address) ?? [])]));
      for (const name of but) others.delete(subjectKey(name));
      return [...others].filter((key) => !isSession(key) || isSomebody(key)).length;
    },
    isProved: (name) => isSomebody(subjectKey(name)),
  };
}

function isGood({ status, upstream }: Exchange): boolean {
  return upstream !== null && status >= 200 && status < 400;
}

function count(window: Window, exchange: Exchange): void {
  window.good++;
  const names = callerNames(exchange);
  for (const name of names) add(window.byName, subjectKey(name), 1);
  const caller = subjectKey(names.findLast(({ kind }) => kind !== 'application') ?? { kind: 'address', id: exchange.client.address });
  if (window.callers.size < MOST_NAMES) window.callers.add(caller);
  const { address } = exchange.client;
  const behind = window.behind.get(address);
  if (behind === undefined) {
    if (window.behind.size < MOST_NAMES) window.behind.set(address, new Set([caller]));
  } else if (behind.size < (isSession(caller) ? MOST_SESSIONS : MOST_NEIGHBOURS)) behind.add(caller);
}

function isSession(key: string): boolean {
  return key.startsWith('session:');
}

function add(counts: Map<string, number>, key: string, count: number): void {
  const known = counts.get(key);
  if (known !== undefined || counts.size < MOST_NAMES) counts.set(key, (known ?? 0) + count);
}
