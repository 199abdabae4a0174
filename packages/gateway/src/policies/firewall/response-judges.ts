import type { Transaction } from '@airside/seclang';

import { decodeBody, isKnownCoding } from '../../pipeline/decode-body.ts';
import type { PolicyRequest, PolicyResponse, Refusal, ResponseJudge, ResponseJudges } from '../../pipeline/policy.ts';
import { judgementOf, judgementText } from './judgement.ts';
import type { FirewallOptions } from './options.ts';
import { mediaTypeTest } from './response-types.ts';

type Options = Pick<FirewallOptions, 'mode' | 'responses' | 'maxInspectedResponse' | 'maxResponseHold' | 'inspectedResponseTypes'>;
type Settle = (request: PolicyRequest, refusal: Refusal | undefined) => Refusal | undefined;

/**
 * Phases 3 and 4 of the rules. A body is held back where rules are to look at it and it can be read; where it turns out that it cannot be, it
 * passes, phase 4 runs without it, and the record says so. What a request was refused for, or would have been, is not judged again.
 */
export function responseJudges(
  options: Options,
  transactionOf: (request: PolicyRequest) => Transaction | undefined,
  settle: Settle,
): ResponseJudges {
  const { maxInspectedResponse, maxResponseHold } = options;
  const observes = options.mode === 'detect';
  const isInspected = mediaTypeTest(options.inspectedResponseTypes);
  const withBodies = options.responses === 'bodies';

  const withoutBody = (request: PolicyRequest, transaction: Transaction): Refusal | undefined => {
    transaction.responseBody();
    return settle(request, refusalOf(transaction));
  };

  const head: ResponseJudge = (request, response) => {
    const transaction = transactionOf(request);
    if (transaction === undefined || transaction.interruption !== undefined) return undefined;
    transaction.responseHeaders(response.status, response.protocol, pairs(response.rawHeaders));
    const hasBody = withBodies && response.declaredBodyBytes !== 0 && isInspected(response.header('content-type'));
    const obstacle = hasBody ? obstacleOf(response) : undefined;
    if (obstacle !== undefined) request.recordUninspectedResponse(obstacle);
    if (transaction.interruption !== undefined) return settle(request, refusalOf(transaction));
    return hasBody && obstacle === undefined ? undefined : withoutBody(request, transaction);
  };
  if (!withBodies) return { observes, head };

  /** Why the body of a response of an inspected type is not held back. */
  const obstacleOf = (response: PolicyResponse) => {
    if (response.status === 206 || response.header('content-range') !== undefined) return 'partial';
    if (!isKnownCoding(response.header('content-encoding'))) return 'encoding';
    return (response.declaredBodyBytes ?? 0) > maxInspectedResponse ? 'too-large' : undefined;
  };

  return {
    observes,
    head,
    body: {
      hold: (request, response) => {
        const transaction = transactionOf(request);
        if (transaction === undefined || transaction.interruption !== undefined || response.declaredBodyBytes === 0) return undefined;
        if (!isInspected(response.header('content-type')) || obstacleOf(response) !== undefined) return undefined;
        return { bytes: maxInspectedResponse, ms: maxResponseHold };
      },
      judge: (request, response) => {
        const transaction = transactionOf(request);
        if (transaction === undefined) return undefined;
        const decoded = decodeBody(response.body, response.header('content-encoding'), maxInspectedResponse);
        if (typeof decoded === 'string') {
          request.recordUninspectedResponse(decoded);
          return withoutBody(request, transaction);
        }
        transaction.responseBody(decoded);
        return settle(request, refusalOf(transaction));
      },
      missed: (request, reason) => {
        const transaction = transactionOf(request);
        request.recordUninspectedResponse(reason);
        return transaction === undefined ? undefined : withoutBody(request, transaction);
      },
    },
  };
}

function refusalOf(transaction: Transaction): Refusal | undefined {
  const judgement = judgementOf(transaction);
  if (!judgement.blocked) return undefined;
  // The score is that of the request.
  return { problem: 'firewall-response-blocked', reason: judgementText({ ...judgement, score: 0 }) };
}

function* pairs(rawHeaders: readonly string[]): Iterable<readonly [name: string, value: string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) yield [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
}
