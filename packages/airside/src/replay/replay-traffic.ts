import type { Exchange } from '@airside/domain';
import type { Replay, Replayed } from '@airside/gateway';

import { type ReplayGroup, ReplayGroups } from './group.ts';

/** What a configuration would have made of recorded traffic: the object that `airside replay --json` prints. */
export interface ReplayResult {
  readonly exchanges: number;
  /** Times of the first and the last of them; null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Those that no policy had refused. */
  readonly passed: number;
  readonly wouldPass: number;
  /** Passed, and would be refused. */
  readonly newlyRefused: ReplayOutcome;
  /** Was refused by a policy, and would pass. */
  readonly newlyPassed: ReplayOutcome;
  /** Passed, and policies cannot say whether it would: the reason names what the record does not tell. */
  readonly unknown: ReplayOutcome;
  /** Would be refused as it was. */
  readonly stillRefused: number;
  /** Was refused, and policies cannot say whether it would be again. */
  readonly refusedUnknown: number;
  /** Was refused before it was known who calls, so that nothing more can be said. */
  readonly notIdentified: number;
  /** Would pass, although a policy that only observes would have refused it. */
  readonly reported: ReplayOutcome;
}

export interface ReplayOutcome {
  readonly calls: number;
  readonly groups: readonly ReplayGroup[];
  /** Calls beyond the groups that are listed. */
  readonly others: number;
}

/** Judges recorded exchanges one after the other, and gathers what comes out. */
export async function replayTraffic(
  replay: Replay,
  exchanges: AsyncIterable<Exchange>,
  onProgress: (count: number) => void,
): Promise<ReplayResult> {
  const groups = {
    newlyRefused: new ReplayGroups(),
    newlyPassed: new ReplayGroups(),
    unknown: new ReplayGroups(),
    reported: new ReplayGroups(),
  };
  const counts = { exchanges: 0, passed: 0, wouldPass: 0, stillRefused: 0, refusedUnknown: 0, notIdentified: 0 };
  let from: string | null = null;
  let to: string | null = null;
  for await (const exchange of exchanges) {
    counts.exchanges++;
    onProgress(counts.exchanges);
    if (from === null || exchange.time < from) from = exchange.time;
    if (to === null || exchange.time > to) to = exchange.time;
    const replayed = await replay.judge(exchange);
    for (const { policy, reason } of replayed.reports) groups.reported.add(exchange, replayed.operation, policy, reason);
    count(exchange, replayed, groups, counts);
  }
  const outcome = (of: ReplayGroups): ReplayOutcome => ({ calls: of.calls, groups: of.list(), others: of.others });
  return {
    ...counts,
    from,
    to,
    newlyRefused: outcome(groups.newlyRefused),
    newlyPassed: outcome(groups.newlyPassed),
    unknown: outcome(groups.unknown),
    reported: outcome(groups.reported),
  };
}

function count(
  exchange: Exchange,
  { outcome, operation, refusal, unknown }: Replayed,
  groups: Record<'newlyRefused' | 'newlyPassed' | 'unknown', ReplayGroups>,
  counts: { passed: number; wouldPass: number; stillRefused: number; refusedUnknown: number; notIdentified: number },
): void {
  // What failed at the upstream had passed the policies.
  const before = exchange.upstream === null && exchange.problem !== null ? exchange.problem : undefined;
  if (before === undefined) counts.passed++;
  if (outcome === 'not-identified') counts.notIdentified++;
  else if (outcome === 'refused' && before !== undefined) counts.stillRefused++;
  else if (outcome === 'refused') groups.newlyRefused.add(exchange, operation, refusal?.policy ?? '', refusal?.reason ?? '');
  else if (outcome === 'unknown' && before !== undefined) counts.refusedUnknown++;
  else if (outcome === 'unknown') {
    for (const { policy, missing } of unknown) groups.unknown.add(exchange, operation, policy, `not in the record: ${missing.join(', ')}`);
    // Counted once, however many policies cannot say.
    groups.unknown.calls -= unknown.length - 1;
  } else {
    counts.wouldPass++;
    if (before !== undefined) groups.newlyPassed.add(exchange, operation, refusedBy(exchange), exchange.reason ?? before);
  }
}

function refusedBy({ verdicts, problem }: Exchange): string {
  return verdicts.findLast(({ outcome }) => outcome === 'refuse')?.policy ?? problem ?? '';
}
