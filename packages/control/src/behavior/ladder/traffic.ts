import { callerNames, type Detection, type Exchange, type Subject, subjectKey } from '@airside/domain';

import { Holders } from './holders.ts';
import { KnownCallers } from './known-callers.ts';
import { RecentCallers } from './recent-callers.ts';
import { countOf, Suspicion, tellingName } from './suspicion.ts';

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
  /** How many of these are sessions. */
  sessions: number;
  /** By the key of a name: what counted towards detections. */
  readonly suspicious: Map<string, Suspicion>;
  /** Who does well behind an address. */
  readonly behind: Map<string, Set<string>>;
  /** Who does well under the other names that do not tell callers apart. */
  readonly holders: Holders;
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
  /** Callers with at least one request of the last hour that was answered with success, by the name that tells them apart best. */
  callers(): number;
  /** Those of them who have done so for a while, whatever they are suspected of. */
  known(): number;
  /** How many who have done so for a while have all of the names, at most. */
  knownOf(names: readonly Subject[]): number;
  /** How many callers do well behind an address, but for those that have one of the names, and passing sessions. */
  behind(address: string, but: readonly Subject[]): number;
  /** Whether a caller was seen that had proved to be this one, or a session that was no passing one. */
  isProved(name: Subject): boolean;
}

export function createTraffic(now: () => number = Date.now): Traffic {
  let windows: Window[] = [];
  /** How many requests were counted of a detection, which may be told again as it grows. */
  const counted = new Map<string, number>();
  const known = new KnownCallers(WINDOW_MS);
  const callers = new RecentCallers(known);

  const current = (): Window => {
    const startMs = Math.floor(now() / WINDOW_MS) * WINDOW_MS;
    const last = windows.at(-1);
    if (last !== undefined && last.startMs >= startMs) return last;
    const window: Window = {
      startMs,
      good: 0,
      byName: new Map(),
      suspicious: new Map(),
      sessions: 0,
      behind: new Map(),
      holders: new Holders(MOST_NAMES),
    };
    const beforeMs = startMs - WINDOWS * WINDOW_MS;
    windows = [...windows.filter((each) => each.startMs > beforeMs), window];
    callers.forget(beforeMs + 1);
    known.enter(startMs);
    return window;
  };
  const recent = (): readonly Window[] => {
    current();
    return windows;
  };

  const knownUnder = ({ kind, id }: Subject): number => {
    const key = subjectKey({ kind, id });
    const under = recent().flatMap(({ behind, holders }) => [...(kind === 'address' ? (behind.get(id) ?? []) : holders.of(key))]);
    return new Set([key, ...under].filter((caller) => known.has(caller))).size;
  };

  const isSomebody = (key: string): boolean =>
    recent().filter(({ byName }) => byName.has(key)).length >= (isSession(key) ? SESSION_WINDOWS : 1);

  return {
    note(exchanges) {
      const window = current();
      for (const exchange of exchanges) if (isGood(exchange)) count(window, callers, exchange);
    },
    suspect(detection) {
      const { id, count: requests, subject, alsoKnownAs } = detection;
      const fresh = requests - (counted.get(id) ?? 0);
      if (fresh <= 0) return;
      if (counted.size >= MOST_NAMES) forgetOldest(counted);
      counted.set(id, requests);
      const { suspicious } = current();
      for (const key of new Set([subject, ...alsoKnownAs].map(subjectKey))) {
        let suspicion = suspicious.get(key);
        if (suspicion === undefined) {
          if (suspicious.size >= MOST_NAMES) continue;
          suspicion = new Suspicion();
          suspicious.set(key, suspicion);
        }
        suspicion.add(tellingName(detection), countOf(detection), fresh);
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
    callers() {
      current();
      return callers.count;
    },
    known() {
      current();
      return known.count;
    },
    knownOf(names) {
      current();
      return Math.min(...names.map(knownUnder));
    },
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

function count(window: Window, callers: RecentCallers, exchange: Exchange): void {
  window.good++;
  const names = callerNames(exchange);
  for (const name of names) add(window, name);
  const { address } = exchange.client;
  const who = names.findLast(({ kind }) => kind !== 'application') ?? { kind: 'address', id: address };
  callers.note(who, { kind: 'address', id: address }, window.startMs);
  const caller = subjectKey(who);
  for (const name of names) if (name.kind !== 'address' && name !== who) window.holders.add(subjectKey(name), caller);
  const behind = window.behind.get(address);
  if (behind === undefined) {
    if (window.behind.size < MOST_NAMES) window.behind.set(address, new Set([caller]));
  } else if (behind.size < (isSession(caller) ? MOST_SESSIONS : MOST_NEIGHBOURS)) behind.add(caller);
}

function isSession(key: string): boolean {
  return key.startsWith('session:');
}

/** Sessions, of which a caller can make up as many as it likes, leave room for other names. */
function add(window: Window, name: Subject): void {
  const { byName } = window;
  const key = subjectKey(name);
  const known = byName.get(key);
  if (known === undefined) {
    const isOfSession = name.kind === 'session';
    const alike = isOfSession ? window.sessions : byName.size - window.sessions;
    if (alike >= MOST_NAMES) return;
    if (isOfSession) window.sessions++;
  }
  byName.set(key, (known ?? 0) + 1);
}

function forgetOldest(counted: Map<string, number>): void {
  const [oldest] = counted.keys();
  if (oldest !== undefined) counted.delete(oldest);
}
