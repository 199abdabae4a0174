import { compileResponseValidator, type Definition, type Operation } from '@airside/openapi';

import { forgetBody } from '../../json/json-response.ts';
import { decodeBody, isKnownCoding } from '../../pipeline/decode-body.ts';
import type { PolicyRequest, PolicyResponse, Refusal, ResponseJudges, Uninspected } from '../../pipeline/policy.ts';
import type { ResponseOptions } from './options.ts';
import { reasonOf, responseRefusal } from './violations.ts';

/** Whether an answer fits the definition: status, headers, media type, and the content of bodies whose format is read. */
export function responseJudges(definition: Definition, operation: Operation, options: ResponseOptions): ResponseJudges | undefined {
  if (options.mode === 'off') return undefined;
  const observing = options.mode === 'report';
  const changes = !observing && (options.unknownFields === 'strip' || options.writeOnlyFields === 'strip');
  const hold = { bytes: options.maxBody, ms: options.maxHold };
  const validator = compileResponseValidator(definition, operation, {
    closedBodies: options.additionalProperties === 'closed',
    unknownFields: options.unknownFields,
    writeOnlyFields: options.writeOnlyFields,
  });
  if (!validator.declaresAny) return undefined;

  const settle = (request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined => {
    if (refusal === undefined || !observing) return refusal;
    request.report(refusal.reason);
    return undefined;
  };

  const isInspected = (response: PolicyResponse) =>
    response.declaredBodyBytes !== 0 && validator.inspectsBody(response.status, response.header('content-type'));

  /** The body cannot be looked at. */
  const miss = (request: PolicyRequest, reason: Uninspected): Refusal | undefined => {
    request.recordUninspectedResponse(reason);
    return options.uninspected === 'pass'
      ? undefined
      : { problem: 'response-withheld', reason: `response body is not looked at: ${reason}` };
  };

  const obstacleOf = (response: PolicyResponse): Uninspected | undefined => {
    if (response.status === 206 || response.header('content-range') !== undefined) return 'partial';
    if (!isKnownCoding(response.header('content-encoding'))) return 'encoding';
    return (response.declaredBodyBytes ?? 0) > hold.bytes ? 'too-large' : undefined;
  };

  const judgeHead = (request: PolicyRequest, response: PolicyResponse): Refusal | undefined => {
    const { status } = response;
    if (!validator.declares(status)) {
      if (options.undeclaredStatus === 'ignore') return undefined;
      const violations = [{ in: 'status', pointer: '', message: `${status} is not declared here` }] as const;
      if (options.undeclaredStatus === 'reject') return responseRefusal(violations);
      request.report(`response ${reasonOf(violations)}`);
      return undefined;
    }
    const refusal = responseRefusal(validator.validateHead(response, response.declaredBodyBytes !== 0));
    if (refusal !== undefined) return refusal;
    // A response to HEAD tells of a body that a GET would not get as it is.
    if (changes && response.declaredBodyBytes === 0 && validator.inspectsBody(status, response.header('content-type')))
      forgetBody(response);
    const obstacle = isInspected(response) ? obstacleOf(response) : undefined;
    return obstacle === undefined ? undefined : miss(request, obstacle);
  };

  const judgeBody = (request: PolicyRequest, response: PolicyResponse): Refusal | undefined => {
    const decoded = decodeBody(response.body, response.header('content-encoding'), hold.bytes);
    if (typeof decoded === 'string') return miss(request, decoded);
    const verdict = validator.validateBody(response.status, response.header('content-type'), decoded);
    if (verdict.kind === 'invalid') return responseRefusal(verdict.violations);
    if (verdict.kind === 'unsupported-media-type') return responseRefusal([{ in: 'body', pointer: '', message: 'is not in UTF-8' }]);
    if (verdict.tolerated !== undefined) request.report(`response ${reasonOf(verdict.tolerated)}`);
    if (verdict.replacement !== undefined && changes) response.replaceBody(verdict.replacement);
    return undefined;
  };

  return {
    observes: observing,
    head: (request, response) => settle(request, judgeHead(request, response)),
    body: {
      ...(changes && { changes }),
      hold: (_request, response) =>
        validator.declares(response.status) && isInspected(response) && obstacleOf(response) === undefined ? hold : undefined,
      judge: (request, response) => settle(request, judgeBody(request, response)),
      missed: (request, reason) => settle(request, miss(request, reason)),
    },
  };
}
