import { type Configuration, type Exchange, interpretConfiguration } from '@airside/domain';
import { createDirectory, type Directory, layerDirectories } from '@airside/identity';

import { createMemoryQuotaCounter } from '../limits/memory-quota-counter.ts';
import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { policyOptionSchemas } from '../policies/index.ts';
import type { ConfigurationBundle } from '../snapshot/bundle.ts';
import type { SnapshotProblem } from '../snapshot/checks.ts';
import { compileSnapshot } from '../snapshot/compile.ts';
import type { OperationMatch, Snapshot } from '../snapshot/compiled.ts';
import { configuredDirectory } from '../snapshot/configured-directory.ts';
import { SharedResources } from '../snapshot/leases.ts';
import { compileRules } from '../snapshot/rule-files.ts';
import { TRIAL_SERVICES } from '../snapshot/trial-services.ts';
import { Gaps } from './gaps.ts';
import { judgeRequest } from './judge-request.ts';
import { judgeResponse } from './judge-response.ts';
import { Judgement } from './judgement.ts';
import { recordedPrincipal } from './recorded-principal.ts';
import { recordedRequest } from './recorded-request.ts';
import type { Replayed, ReplayedRefusal } from './replayed.ts';

/** Tries a configuration on what was recorded: nothing listens, nothing is forwarded. */
export interface Replay {
  /** Judges one exchange; those of a recording one after the other in the order of time, so that limits count as they would have. */
  judge(exchange: Exchange): Promise<Replayed>;
  close(): void;
}

/**
 * Compiles a configuration for trying it on recorded traffic. Callers are taken for who they were then, as long as they are registered; credentials are
 * not judged again. `stored` are the records of the store.
 */
export function openReplay(
  bundle: ConfigurationBundle,
  stored: Directory,
): { readonly replay: Replay | undefined; readonly problems: readonly SnapshotProblem[] } {
  let nowMs = 0;
  const now = () => nowMs;
  const { snapshot, problems } = compileSnapshot(bundle, new SharedResources(), {
    ...TRIAL_SERVICES,
    rateLimiter: createMemoryRateLimiter({ now }),
    quotas: createMemoryQuotaCounter({ now }),
    directory: stored,
    compileRules,
  });
  if (snapshot === undefined) return { replay: undefined, problems };
  const configuration = interpretConfiguration(bundle.source, policyOptionSchemas) as unknown as Configuration;
  const directory = layerDirectories(createDirectory(configuredDirectory(configuration)), stored);
  const replay: Replay = {
    judge: (exchange) => {
      nowMs = Math.max(nowMs, Date.parse(exchange.time));
      return judge(exchange, snapshot, directory);
    },
    close: () => snapshot.release(),
  };
  return { replay, problems };
}

async function judge(exchange: Exchange, snapshot: Snapshot, directory: Directory): Promise<Replayed> {
  const gaps = new Gaps();
  const judgement = new Judgement();
  const { host, path, method, principal: recorded, client } = exchange;
  const route = snapshot.router.match(host, path);
  const settled = (outcome: Replayed['outcome'], operation: string | null = null, refusal?: ReplayedRefusal): Replayed => ({
    outcome,
    api: route?.value.id ?? null,
    operation,
    ...(refusal !== undefined && { refusal }),
    reports: judgement.reports,
    unknown: judgement.unknown,
  });
  if (route === undefined)
    return settled('refused', null, { policy: 'route', problem: 'api-unknown', reason: 'no API at this host and path' });
  if (recorded === null) return settled('not-identified');
  const principal = recordedPrincipal(recorded, directory, gaps);
  if ('fault' in principal) {
    return settled('refused', null, { policy: 'authentication', problem: 'credential-invalid', reason: principal.fault });
  }
  const match = route.value.match(method, route.path);
  const isKnown = match.kind === 'matched';
  const { pipeline, operation } = isKnown ? match.operation : route.value.unknown;
  const place = {
    path: route.path,
    parameters: isKnown ? match.parameters : {},
    country: snapshot.countryOf?.(client.address) ?? client.country,
  };
  const request = recordedRequest(exchange, principal, place, gaps, (reason) => judgement.report(reason));
  const refusal =
    (await judgeRequest(pipeline, request, exchange, gaps, judgement)) ??
    (isKnown ? judgeResponse(pipeline, request, exchange, gaps, judgement) : mismatch(match.kind));
  pipeline.ended(request);
  const outcome = refusal !== undefined ? 'refused' : judgement.unknown.length > 0 ? 'unknown' : 'passes';
  return settled(outcome, operation?.id ?? null, refusal);
}

function mismatch(kind: Exclude<OperationMatch['kind'], 'matched'>): ReplayedRefusal {
  return kind === 'not-found'
    ? { policy: 'route', problem: 'operation-unknown', reason: 'no such operation' }
    : { policy: 'route', problem: 'method-not-allowed', reason: 'no such method here' };
}
