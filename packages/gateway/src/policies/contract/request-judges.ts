import { compileRequestValidator, type Definition, type Operation } from '@airside/openapi';

import type { OperationJudges, PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import { bodyTooLarge, ENCODED_BODY } from '../../pipeline/refusals.ts';
import type { ContractOptions } from './options.ts';
import { reasonOf, violationRefusal } from './violations.ts';

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** Whether a request fits the API's definition: parameters, headers, and the content of bodies whose format is read. */
export function requestJudges(
  definition: Definition,
  operation: Operation,
  options: ContractOptions,
): Omit<OperationJudges, 'response'> | undefined {
  if (options.mode === 'off') return undefined;
  const observing = options.mode === 'report';
  const { additionalProperties, maxInspectedBody } = options;
  const letsLargePass = observing || options.oversized === 'pass';
  const validator = compileRequestValidator(definition, operation, {
    unknownQueryParameters: options.unknownParameters,
    closedBodies: additionalProperties === 'closed' || (additionalProperties === 'writes' && WRITES.has(operation.method)),
    unknownFields: options.unknownFields,
    readOnlyFields: options.readOnlyFields,
  });

  const settle = (request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined => {
    if (refusal === undefined || !observing) return refusal;
    request.report(refusal.reason);
    return undefined;
  };

  const isJudged = (request: PolicyRequest) => validator.body !== 'none' && validator.inspectsBody(request.header('content-type'));

  const judgeHead = (request: PolicyRequest): Refusal | undefined => {
    const { violations, tolerated, query } = validator.validateHead(request);
    const refusal = violationRefusal(violations) ?? judgeBodyHead(request);
    if (refusal !== undefined) return refusal;
    if (tolerated.length > 0) request.report(reasonOf(tolerated));
    if (query !== undefined && !observing) request.replaceQuery(query);
    return undefined;
  };

  /** What can be said of a body before it has arrived. */
  const judgeBodyHead = (request: PolicyRequest): Refusal | undefined => {
    if (request.declaredBodyBytes === 0) return judgeBody(request);
    if (validator.body === 'none') return violationRefusal([{ in: 'body', pointer: '', message: 'this operation takes no body' }]);
    if (!isJudged(request)) return judgeBody(request);
    if (!isReadable(request)) return ENCODED_BODY;
    if (isLarge(request)) return letsLargePass ? passUnjudged(request) : bodyTooLarge(maxInspectedBody);
    if (!letsLargePass) request.limitBody(maxInspectedBody);
    return undefined;
  };

  const isReadable = (request: PolicyRequest) => (request.header('content-encoding') ?? 'identity').trim().toLowerCase() === 'identity';

  const isLarge = ({ declaredBodyBytes }: PolicyRequest) => declaredBodyBytes !== undefined && declaredBodyBytes > maxInspectedBody;

  const passUnjudged = (request: PolicyRequest): undefined => {
    request.report(`body is larger than ${maxInspectedBody} bytes and passes unjudged`);
  };

  const judgeBody = (request: PolicyRequest): Refusal | undefined => {
    if (request.body.length > maxInspectedBody) return passUnjudged(request);
    const verdict = validator.validateBody(request.header('content-type'), request.body);
    if (verdict.kind === 'invalid') return violationRefusal(verdict.violations);
    if (verdict.kind === 'valid') {
      if (verdict.tolerated !== undefined) request.report(reasonOf(verdict.tolerated));
      if (verdict.replacement !== undefined && !observing) request.replaceBody(verdict.replacement);
      return undefined;
    }
    const expected = verdict.expected.join(', ');
    return {
      problem: 'media-type-unsupported',
      reason: `media type is not one of ${expected}`,
      detail: `Expected ${expected}.`,
      headers: ['Accept-Post', expected],
    };
  };

  return {
    observes: observing,
    head: (request) => settle(request, judgeHead(request)),
    ...(validator.body !== 'none' && {
      body: {
        // More than that of a body without declared size tells that it is too large.
        ...(letsLargePass && { startBytes: maxInspectedBody + 1 }),
        wanted: (request) => isJudged(request) && isReadable(request) && !isLarge(request),
        judge: (request) => settle(request, judgeBody(request)),
      },
    }),
  };
}
