import type { Principal, Verdict } from '@airside/domain';
import type { Directory } from '@airside/identity';

import { parseTarget } from '../listen/target.ts';
import type { ExplainedRule, Refusal } from '../pipeline/policy.ts';
import type { ConfigurationBundle } from '../snapshot/bundle.ts';
import { compileSnapshot } from '../snapshot/compile.ts';
import type { CompiledApi, CompiledOperation, Snapshot } from '../snapshot/compiled.ts';
import { SharedResources } from '../snapshot/leases.ts';
import { compileRules } from '../snapshot/rule-files.ts';
import { TRIAL_SERVICES } from '../snapshot/trial-services.ts';
import { hypotheticalRequest } from './hypothetical-request.ts';

/** A request that nobody sent, by a caller that is taken for identified. */
export interface AccessQuestion {
  readonly principal: Principal;
  readonly method: string;
  /** As it would be sent: path and query. */
  readonly target: string;
  /** Lower case, without port; empty for none. */
  readonly host: string;
  /** Names and values, alternating. */
  readonly rawHeaders: readonly string[];
  readonly clientAddress: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** What the access checkpoint says of it, and why. */
export interface AccessAnswer {
  readonly api: string;
  /** Null where the API has no definition, or no such operation in it. */
  readonly operation: string | null;
  readonly country: string | undefined;
  /** The first refusal; undefined where all policies let the request pass. */
  readonly refusal: Pick<Refusal, 'problem' | 'reason'> | undefined;
  readonly verdicts: readonly Pick<Verdict, 'policy' | 'outcome'>[];
  readonly policies: readonly { readonly policy: string; readonly rules: readonly ExplainedRule[] }[];
}

/** Why there is nothing to explain. */
export class UnexplainableError extends Error {}

/**
 * Asks the policies of a configuration that belong to the checkpoint `access` about a request, and each of their rules for its part. They are the ones that
 * would decide: compiled in the same way, asked in the same order.
 *
 * @throws {UnexplainableError} when the request would be refused before, or `directory` and configuration do not fit.
 */
export async function explainAccess(bundle: ConfigurationBundle, directory: Directory, question: AccessQuestion): Promise<AccessAnswer> {
  const { snapshot, problems } = compileSnapshot(bundle, new SharedResources(), { ...TRIAL_SERVICES, directory, compileRules });
  if (snapshot === undefined) throw new UnexplainableError(problems[0]?.message ?? 'the configuration has errors');
  try {
    return await explain(snapshot, question);
  } finally {
    snapshot.release();
  }
}

async function explain(snapshot: Snapshot, question: AccessQuestion): Promise<AccessAnswer> {
  const parsed = parseTarget(question.target);
  if (!parsed.ok) throw new UnexplainableError(`the request would be refused before it is known who calls: ${parsed.reason}`);
  const route = snapshot.router.match(question.host, parsed.path);
  if (route === undefined) throw new UnexplainableError(`no API is published at ${question.host}${parsed.path}`);
  const { operation, parameters } = find(route.value, question.method, route.path);
  const country = snapshot.countryOf?.(question.clientAddress);
  const request = hypotheticalRequest({
    ...question,
    country,
    target: parsed.query === '' ? parsed.path : `${parsed.path}?${parsed.query}`,
    path: route.path,
    query: parsed.query,
    parameters,
  });
  const verdicts: Verdict[] = [];
  const refusal = await operation.pipeline.judgeHeads('access', request, {
    push: (verdict, isQuiet) => isQuiet !== true && verdicts.push(verdict),
  });
  return {
    api: route.value.id,
    operation: operation.operation?.id ?? null,
    country,
    refusal: refusal && { problem: refusal.problem, reason: refusal.reason },
    verdicts: verdicts.map(({ policy, outcome }) => ({ policy, outcome })),
    policies: operation.pipeline.explain(request),
  };
}

function find(
  api: CompiledApi,
  method: string,
  path: string,
): { operation: CompiledOperation; parameters: Readonly<Record<string, string>> } {
  const match = api.match(method, path);
  return match.kind === 'matched' ? match : { operation: api.unknown, parameters: {} };
}
