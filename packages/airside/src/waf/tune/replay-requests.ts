import { parseRequestLine } from '../request-line.ts';
import type { Proposal } from './propose.ts';
import type { Replayed, TuneResult } from './result.ts';
import type { Spool } from './spool.ts';
import { inspectLine, type Traffic } from './traffic.ts';
import type { TuningRules } from './tuning-rules.ts';

/** Inspects labelled requests again, with all proposals. Those that passed without pass with them. */
export async function replayRequests(
  spool: Spool<Traffic>,
  proposals: readonly Proposal[],
  rules: TuningRules,
): Promise<NonNullable<TuneResult['replayed']>> {
  const counts = { honest: { ...NONE }, attacks: { ...NONE } };
  const engines = new Map<string, ReturnType<TuningRules['excluding']>>();
  for await (const { observation, line } of spool.read()) {
    const { api, label, alarm } = observation;
    if (label === undefined || line === undefined) continue;
    const of = label === 1 ? counts.attacks : counts.honest;
    of.requests++;
    if (!alarm) continue;
    of.refused++;
    if (!engines.has(api)) {
      const exclusions = proposals.filter((proposal) => proposal.api === api).map(({ exclusion }) => exclusion);
      engines.set(api, rules.excluding(api, exclusions));
    }
    const engine = engines.get(api);
    if (engine === undefined || inspectLine(parseRequestLine(line), engine).blocked) of.refusedWithProposals++;
  }
  return counts;
}

const NONE = { requests: 0, refused: 0, refusedWithProposals: 0 } satisfies Replayed;
