import { compileRequestValidator, type Definition, type Operation, type RequestHead } from '@airside/openapi';

import type { PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import { bodyTooLarge, ENCODED_BODY } from '../../pipeline/refusals.ts';
import { profileRefusal } from './refusals.ts';
import type { ProfileTerms } from './terms.ts';

/** What of a profile counts for an operation. */
export interface Choice {
  readonly unknownParameters: 'profile' | 'ignore';
  readonly unknownFields: 'profile' | 'ignore';
  readonly maxInspectedBody: number;
  readonly oversized: 'reject' | 'pass';
}

/** Judges requests by the profile of one operation. */
export interface ProfileJudges {
  /** `head` has the values of the parameters in the path by the names that the profile has for them. */
  head(request: PolicyRequest, head: RequestHead): Refusal | undefined;
  /** In bytes; undefined where any is let pass. */
  largestBody(request: PolicyRequest): number | undefined;
  wantsBody(request: PolicyRequest): boolean;
  body(request: PolicyRequest): Refusal | undefined;
}

/** The judges of an operation, compiled by what holds requests to definitions. */
export function profileJudges(
  profile: Definition,
  operation: Operation,
  { unknownQuery, maxBody }: ProfileTerms,
  choice: Choice,
): ProfileJudges {
  const { maxInspectedBody } = choice;
  const validator = compileRequestValidator(profile, operation, {
    unknownQueryParameters: choice.unknownParameters === 'ignore' ? 'ignore' : unknownQuery,
    closedBodies: false,
    unknownFields: choice.unknownFields === 'ignore' ? 'report' : 'reject',
  });
  const isEmpty = ({ declaredBodyBytes }: PolicyRequest): boolean => declaredBodyBytes === 0;
  const tooLarge = maxBody === undefined ? undefined : bodyTooLarge(maxBody);

  const judgeContent = (request: PolicyRequest): Refusal | undefined => {
    const verdict = validator.validateBody(request.header('content-type'), request.body);
    if (verdict.kind === 'invalid') return profileRefusal(verdict.violations);
    if (verdict.kind === 'valid') return undefined;
    return profileRefusal([{ in: 'body', pointer: '', message: `is none of ${verdict.expected.join(', ')}` }]);
  };

  const inspects = (request: PolicyRequest): boolean => validator.inspectsBody(request.header('content-type'));

  const wantsBody = (request: PolicyRequest): boolean =>
    validator.body !== 'none' &&
    !isEmpty(request) &&
    (request.declaredBodyBytes ?? 0) <= maxInspectedBody &&
    (request.header('content-encoding') ?? 'identity').trim().toLowerCase() === 'identity';

  /** What can be said of a body that is not waited for: a coding, or its size, is no way past the media types. */
  const judgeUnread = (request: PolicyRequest): Refusal | undefined => {
    if (validator.body === 'none') return undefined;
    if (isEmpty(request)) return validator.body === 'required' ? judgeContent(request) : undefined;
    if (!inspects(request)) return judgeContent(request);
    return (request.declaredBodyBytes ?? 0) > maxInspectedBody ? judgeOversized(request) : ENCODED_BODY;
  };

  const judgeOversized = (request: PolicyRequest): Refusal | undefined => {
    if (choice.oversized === 'reject') return bodyTooLarge(maxInspectedBody);
    request.report(`body is larger than ${maxInspectedBody} bytes, of which only media type and size are judged`);
    return undefined;
  };

  return {
    largestBody: (request) =>
      choice.oversized === 'reject' && inspects(request) ? Math.min(maxInspectedBody, maxBody ?? Number.POSITIVE_INFINITY) : maxBody,
    wantsBody,
    head(request, head) {
      const refusal = profileRefusal(validator.validateHead(head).violations);
      if (refusal !== undefined) return refusal;
      if (request.declaredBodyBytes !== undefined && request.declaredBodyBytes > (maxBody ?? Number.POSITIVE_INFINITY)) return tooLarge;
      return wantsBody(request) ? undefined : judgeUnread(request);
    },
    body: (request) =>
      request.body.length > (maxBody ?? Number.POSITIVE_INFINITY)
        ? tooLarge
        : request.body.length > maxInspectedBody && inspects(request)
          ? judgeOversized(request)
          : judgeContent(request),
  };
}
