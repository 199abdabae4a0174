import { callerOf, type Exchange } from '@airside/domain';
import type { Change } from '@airside/openapi';

/** Who has used what a change would break. */
export interface CallersOfChange {
  /** The place of the change in the list of changes, from 0. */
  readonly change: number;
  /** Most calls first. */
  readonly callers: readonly { readonly caller: string; readonly calls: number; readonly lastSeen: string }[];
  /** Calls of callers beyond those listed. */
  readonly otherCalls: number;
}

/** Callers kept of each change: whoever comes later is counted only. */
const MOST_CALLERS = 1000;

interface Watched {
  readonly change: number;
  /** Whether an exchange uses what has changed. */
  readonly uses: (exchange: Exchange) => boolean;
  readonly callers: Map<string, { calls: number; lastSeen: string }>;
  otherCalls: number;
}

/**
 * Looks in recorded exchanges for the use of what is no longer as it was: by operation, and by parameter where the change is one of the query.
 * Bodies are not recorded, so who sends or reads a property is not known: whoever called the operation with success counts.
 */
export async function callersOf(changes: readonly Change[], exchanges: AsyncIterable<Exchange>): Promise<readonly CallersOfChange[]> {
  const byOperation = new Map<string, Watched[]>();
  for (const [index, change] of changes.entries()) {
    if (change.level === 'safe' || change.operation === undefined) continue;
    const watched = byOperation.get(change.operation) ?? [];
    byOperation.set(change.operation, watched);
    watched.push({ change: index, uses: useOf(change), callers: new Map(), otherCalls: 0 });
  }
  for await (const exchange of exchanges) {
    if (exchange.template === null || exchange.problem !== null || exchange.status >= 400) continue;
    for (const watched of byOperation.get(`${exchange.method} ${exchange.template}`) ?? [])
      if (watched.uses(exchange)) note(watched, exchange);
  }
  return [...byOperation.values()].flat().map(({ change, callers, otherCalls }) => ({
    change,
    callers: [...callers].map(([caller, found]) => ({ caller, ...found })).toSorted((a, b) => b.calls - a.calls),
    otherCalls,
  }));
}

/** What is asked for from now on, or bound more tightly, concerns all who call; what is taken away, those who send it. */
function useOf({ rule, place }: Change): Watched['uses'] {
  const name = /^query parameter (.*)$/s.exec(place[0] ?? '')?.[1];
  if (name === undefined || rule === 'parameter-added-required' || rule === 'parameter-became-required') return () => true;
  return ({ query }) => new URLSearchParams(query).has(name);
}

function note(watched: Watched, exchange: Exchange): void {
  const { time } = exchange;
  const caller = callerOf(exchange);
  const known = watched.callers.get(caller);
  if (known !== undefined) {
    known.calls++;
    if (time > known.lastSeen) known.lastSeen = time;
  } else if (watched.callers.size < MOST_CALLERS) watched.callers.set(caller, { calls: 1, lastSeen: time });
  else watched.otherCalls++;
}
