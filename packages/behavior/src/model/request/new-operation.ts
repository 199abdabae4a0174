import type { Call } from '../../call/call.ts';
import type { ApiProfile } from './api-profile.ts';
import { evidence, type Known } from './explain.ts';
import type { Add } from './judgement.ts';

/** Of so many calls of an API one may be the first of an operation that its definition has, by assumption: it is there to be called. */
const FIRST_OF_DECLARED = 1e-3;

/** Judges a request to an operation that was never seen, by how often that happens at its API and at all; gives since when the API is known, and by how many requests. */
export function judgeOperation(
  call: Call,
  api: ApiProfile | undefined,
  all: { readonly requests: number; readonly onceOperations: number },
  add: Add,
): Known {
  const everywhere = (all.onceOperations + 1) / (all.requests + 1);
  const requests = api?.requests ?? 0;
  const least = call.exchange.operation === null ? 0.5 / (requests + 1) : FIRST_OF_DECLARED;
  const unseen = Math.max(((api?.onceOperations ?? 0) + 2 * everywhere) / (requests + 2), least);
  const known = { sinceMs: api?.sinceMs ?? Number.POSITIVE_INFINITY, observations: requests };
  const novelty = -Math.log10(Math.min(1, unseen));
  add('operation', 'path', novelty, () =>
    evidence('operation', `${api?.operations.size ?? 0} operations`, `${call.operation}, never called before`, novelty, known),
  );
  return known;
}
