import { byteSize } from '@airside/domain';
import { compileRequestValidator, type Violation } from '@airside/openapi';
import { z } from 'zod';

import { definePolicy, type Judge, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { bodyTooLarge } from '../../pipeline/refusals.ts';

const MOST_VIOLATIONS_SHOWN = 20;

/** Whether a request fits the API's definition: parameters, headers, and bodies of the media types that can be judged (JSON, forms). */
export const contract = definePolicy({
  checkpoint: 'contract',
  options: z
    .strictObject({
      mode: z
        .enum(['enforce', 'report', 'off'])
        .default('enforce')
        .describe('`enforce` refuses what does not fit, `report` lets it pass and records it, `off` does not look.'),
      unknownParameters: z.enum(['reject', 'ignore']).default('reject').describe('Query parameters that the definition does not name.'),
      additionalProperties: z
        .enum(['declared', 'reject'])
        .default('declared')
        .describe('`reject`: properties that a body schema does not name are refused even where the schema is silent about them.'),
      maxInspectedBody: byteSize()
        .prefault('1MiB')
        .describe('Largest body that is held in memory to be judged. A larger one is refused (`enforce`) or passes unjudged (`report`).'),
    })
    .describe('Does the request fit the definition.'),
  compile(options, { definition }) {
    if (definition === undefined || options.mode === 'off') return () => undefined;
    const observing = options.mode === 'report';

    return (operation) => {
      if (operation === undefined) return undefined;
      const validator = compileRequestValidator(definition, operation, {
        unknownQueryParameters: options.unknownParameters,
        closedBodies: options.additionalProperties === 'reject',
      });

      const settle = (request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined => {
        if (refusal === undefined || !observing) return refusal;
        request.report(refusal.reason);
        return undefined;
      };

      const isJudged = (request: PolicyRequest) => validator.body !== 'none' && validator.inspectsBody(request.header('content-type'));

      const head: Judge = (request) => settle(request, violationRefusal(validator.validateHead(request)) ?? judgeBodyHead(request));

      /** What can be said of a body before it has arrived. */
      const judgeBodyHead = (request: PolicyRequest): Refusal | undefined => {
        if (request.declaredBodyBytes === 0) return judgeBody(request);
        if (validator.body === 'none') {
          return violationRefusal([{ in: 'body', pointer: '', message: 'this operation takes no body' }]);
        }
        if (!isJudged(request)) return judgeBody(request);
        if (request.header('content-encoding') !== undefined) {
          return {
            problem: 'media-type-unsupported',
            reason: 'encoded body cannot be judged',
            detail: 'Send the body without Content-Encoding.',
          };
        }
        if (request.declaredBodyBytes !== undefined && request.declaredBodyBytes > options.maxInspectedBody) {
          return bodyTooLarge(options.maxInspectedBody);
        }
        if (!observing) request.limitBody(options.maxInspectedBody);
        return undefined;
      };

      const judgeBody = (request: PolicyRequest): Refusal | undefined => {
        const verdict = validator.validateBody(request.header('content-type'), request.body);
        if (verdict.kind === 'valid') return undefined;
        if (verdict.kind === 'invalid') return violationRefusal(verdict.violations);
        const expected = verdict.expected.join(', ');
        return {
          problem: 'media-type-unsupported',
          reason: `media type is not one of ${expected}`,
          detail: `Expected ${expected}.`,
          headers: ['Accept-Post', expected],
        };
      };

      const fitsInspection = ({ declaredBodyBytes }: PolicyRequest) =>
        !observing || (declaredBodyBytes !== undefined && declaredBodyBytes <= options.maxInspectedBody);

      return {
        head,
        ...(validator.body !== 'none' && {
          body: {
            wanted: (request) => isJudged(request) && fitsInspection(request),
            judge: (request) => settle(request, judgeBody(request)),
          },
        }),
      };
    };
  },
});

function violationRefusal(violations: readonly Violation[]): Refusal | undefined {
  if (violations.length === 0) return undefined;
  const shown = violations.slice(0, MOST_VIOLATIONS_SHOWN);
  return {
    problem: 'contract-violation',
    reason: shown.map(({ in: place, pointer, message }) => `${place}${pointer} ${message}`).join('; '),
    members: { errors: shown.map(({ in: place, pointer, message }) => ({ in: place, pointer, detail: message })) },
  };
}
