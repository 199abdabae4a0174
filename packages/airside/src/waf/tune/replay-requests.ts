import { inspectRequest } from '@airside/gateway';

import { parseRequestLine } from '../request-line.ts';
import type { Proposal } from './propose.ts';
import type { Replayed, TuneResult } from './result.ts';
import type { Spool } from './spool.ts';
import type { Traffic } from './traffic.ts';
import type { TuningRules } from './tuning-rules.ts';

/** Inspects labelled requests again, with all proposals. Those that passed without pass with them. */
export async function replayRequests(
  spool: Spool<Traffic>,
  proposals: readonly Proposal[],
  rules: TuningRules,
): Promise<NonNullable<TuneResult['replayed']>> {
  const ofApis = Map.groupBy(proposals, ({ api }) => api);
  const byApi = new Map([...ofApis].map(([api, list]) => [api, list.map(({ exclusion }) => exclusion)]));
  const counts = { honest: { ...NONE }, attacks: { ...NONE } };
  for await (const { observation, line } of spool.read()) {
    const { api, label, alarm } = observation;
    if (label === undefined || line === undefined) continue;
    const of = label === 1 ? counts.attacks : counts.honest;
    of.requests++;
    if (!alarm) continue;
    of.refused++;
    const { head, body, operation } = parseRequestLine(line);
    const engine = rules.engineOf(api);
    const exclusions = byApi.get(api);
    if (engine === undefined || inspectRequest(engine, head, body, rules.exclusionsOf(api, operation, exclusions)).blocked) {
      of.refusedWithProposals++;
    }
  }
  return counts;
}

const NONE = { requests: 0, refused: 0, refusedWithProposals: 0 } satisfies Replayed;
