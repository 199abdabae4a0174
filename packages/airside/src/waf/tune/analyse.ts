import { progress } from '../../terminal.ts';
import { Callers } from './callers.ts';
import { CommonPlaces } from './common-places.ts';
import { type Effect, Effects, noneOf } from './effects.ts';
import type { Bounds } from './judge-place.ts';
import { partText } from './part.ts';
import { Places } from './places.ts';
import { type Proposal, propose } from './propose.ts';
import { Replay } from './replay.ts';
import { replayRequests } from './replay-requests.ts';
import type { NotProposed, ProposalResult, TuneResult } from './result.ts';
import { riskOf } from './risk.ts';
import { Spool } from './spool.ts';
import { Totals } from './totals.ts';
import type { Traffic } from './traffic.ts';
import type { TuningRules } from './tuning-rules.ts';

const PROGRESS_EVERY = 100_000;
const IDLE = 'to leave it out would change nothing: other rules refuse without it, or what is left stays below the threshold with it';

/**
 * Goes through traffic once, and through what matters of it, which is laid aside in a file, several times: what is common, who looks like an
 * attacker, where rules matched and for whom, what exclusions would have changed. Memory is bounded: callers and places have a limit.
 */
export async function analyse(
  traffic: AsyncIterable<Traffic>,
  rules: TuningRules,
  options: { readonly bounds: Bounds; readonly narrow: boolean },
): Promise<TuneResult> {
  const spool = new Spool<Traffic>();
  const callers = new Callers();
  const replay = new Replay(rules.engineOf);
  const effectsOf = async (proposals: readonly Proposal[]): Promise<Effects> => {
    const effects = new Effects(proposals, replay);
    for await (const { observation } of spool.read()) effects.add(observation, callers.verdict(observation));
    return effects;
  };
  try {
    const totals = new Totals();
    for await (const item of traffic) {
      callers.note(item.observation);
      totals.note(item.observation);
      if (item.observation.alarm || item.observation.matches.length > 0 || item.line !== undefined) spool.add(item);
      if (totals.requests % PROGRESS_EVERY === 0) progress(`${totals.requests} requests read`);
    }
    spool.seal();
    const common = new CommonPlaces();
    for await (const { observation } of spool.read()) common.note(observation);
    for await (const { observation } of spool.read()) callers.noteMatches(observation, common);
    const places = new Places();
    for await (const { observation } of spool.read()) places.add(observation, callers.verdict(observation));
    const list = places.list();
    const candidates = propose(list, { ...options, labelled: totals.labelled, complete: places.overflow === 0 });
    progress(`${candidates.proposed.length} exclusions to be tried`);
    const tried = await effectsOf(candidates.proposed);
    const helps = (_: Proposal, index: number): boolean => isOfUse(tried.effects[index]);
    const proposed = candidates.proposed.filter(helps);
    const idle = candidates.proposed.filter((proposal) => !proposed.includes(proposal)).flatMap((proposal) => proposal.places);
    const rejected = [...candidates.rejected, ...idle.map((place) => ({ place, why: IDLE }))];
    const effects = await effectsOf(proposed);
    const replayed = totals.labelled ? await replayRequests(spool, proposed, rules) : undefined;
    return {
      requests: totals.requests,
      from: timeText(totals.firstMs),
      to: timeText(totals.lastMs),
      alarms: effects.alarms,
      alarmsWithoutMatches: totals.alarmsWithoutMatches,
      proposals: proposed.map((proposal, index) => resultOf(proposal, effects.effects[index], totals, rules)),
      notProposed: rejected.map(({ place, why }) => rejection(place, why, rules)).sort((a, b) => b.alarms - a.alarms),
      quietPlaces: list.filter(({ evidence }) => evidence.alarms === 0).length,
      withAll: { passing: effects.passing, staying: effects.staying, notKnown: effects.unknown },
      ...(replayed !== undefined && { replayed }),
      leftOut: { requestsOfUnjudgedCallers: callers.unjudged, matchesInFurtherPlaces: places.overflow },
    };
  } finally {
    spool.close();
  }
}

/** An exclusion that lets no alarm pass costs protection and gives nothing. */
function isOfUse(effect: Effect | undefined): boolean {
  return effect !== undefined && effect.needed + effect.unknown > 0;
}

function resultOf(proposal: Proposal, effect: Effect | undefined, totals: Totals, rules: TuningRules): ProposalResult {
  const { api, exclusion, places, evidence } = proposal;
  const { risk, why } = riskOf(proposal, totals.labelled);
  const requests = effect?.requests ?? 0;
  return {
    api,
    exclude: exclusion,
    message: rules.messageOf(api, exclusion.rules[0] ?? 0) ?? null,
    risk,
    riskReasons: why,
    replaces: places.length,
    requests,
    share: requests / Math.max(1, totals.requestsUnder(api, exclusion)),
    callers: evidence.callers.text,
    authenticatedCallers: evidence.authenticatedCallers.text,
    addresses: evidence.addresses.text,
    from: totals.labelled ? null : timeText(evidence.firstMs),
    to: totals.labelled ? null : timeText(evidence.lastMs),
    wouldHavePassed: { alone: effect?.alone ?? noneOf(), withThoseBefore: effect?.withThoseBefore ?? noneOf() },
    neededFor: effect?.needed ?? 0,
    notKnown: effect?.unknown ?? 0,
  };
}

function rejection(
  { api, operation, rule, part, evidence }: ReturnType<Places['list']>[number],
  why: string,
  rules: TuningRules,
): NotProposed {
  return {
    api,
    operation,
    rule,
    message: rules.messageOf(api, rule) ?? null,
    part: partText(part),
    alarms: evidence.alarms,
    honestRequests: evidence.honest,
    why,
  };
}

function timeText(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
