import type { CallerState, Pace } from './caller-state.ts';

/** How long each list may become. */
const MOST = { operations: 32, history: 16, networks: 8, countries: 8, homes: 12, agents: 6 } as const;
const MOST_CHANGES = 16;

/**
 * One state of those that two engines have of the same caller, into the first. Counts are added, lists united; where the caller is, is what the one says that saw it last. The
 * same whichever is first, but for callers seen last by both in the same millisecond.
 */
export function mergeCaller(into: CallerState, other: CallerState): void {
  const isLater = (other.pace?.lastMs ?? 0) > (into.pace?.lastMs ?? 0);
  const [earlier, later] = isLater ? [into, other] : [other, into];
  for (const [name, most] of Object.entries(MOST) as [keyof typeof MOST, number][]) {
    const newest = later[name];
    into[name] = [...earlier[name].filter((each) => !newest.includes(each)), ...newest].slice(-most);
  }
  into.changes = [...earlier.changes, ...later.changes].slice(-MOST_CHANGES);
  into.last = later.last;
  into.beforeLast = later.beforeLast;
  const transitions = into.transitions + other.transitions;
  if (transitions > 0) into.oddity = (into.oddity * into.transitions + other.oddity * other.transitions) / transitions;
  into.transitions = transitions;
  into.successes += other.successes;
  into.firstMs = Math.min(into.firstMs, other.firstMs);
  into.pace = mergedPace(into.pace, other.pace);
  if (into.access === undefined) into.access = other.access;
  else if (other.access !== undefined) into.access.merge(other.access);
  if ((other.travel?.timeMs ?? 0) > (into.travel?.timeMs ?? 0)) into.travel = other.travel;
}

function mergedPace(one: Pace | undefined, other: Pace | undefined): Pace | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const count = one.count + other.count;
  const mean = (name: 'mean' | 'square'): number => (count === 0 ? 0 : (one[name] * one.count + other[name] * other.count) / count);
  return { lastMs: Math.max(one.lastMs, other.lastMs), count, mean: mean('mean'), square: mean('square') };
}
