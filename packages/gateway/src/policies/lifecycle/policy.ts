import type { Operation } from '@airside/openapi';
import { z } from 'zod';

import { type ApiContext, definePolicy, type Refusal } from '../../pipeline/policy.ts';
import { dateOf, deprecationField, sunsetField } from './dates.ts';

const date = (text: string) =>
  z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: 'expected a date such as 2027-03-31, or a time (RFC 3339)' })
    .optional()
    .describe(text);

/** Tells callers that an operation is deprecated (RFC 9745) and when it ends (RFC 8594), and ends it. */
export const lifecycle = definePolicy({
  checkpoint: 'contract',
  options: z
    .strictObject({
      deprecated: date(
        'Since when the whole API is deprecated. Of one operation, its definition says so by `deprecated` and `x-deprecated-since`.',
      ),
      sunset: date('When the whole API ends. Of one operation, its definition says so by `x-sunset`.'),
      link: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Page that tells what to use instead.'),
      afterSunset: z.enum(['refuse', 'pass']).default('refuse').describe('What becomes of calls after the end: 410, or nothing.'),
    })
    .describe('Deprecation and the end of operations.'),
  compile(options, context) {
    return (operation) => {
      const deprecated = earliest(options.deprecated, operation?.deprecatedSince, 'x-deprecated-since', operation, context);
      const sunset = earliest(options.sunset, operation?.sunset, 'x-sunset', operation, context);
      if (deprecated === undefined && sunset === undefined) return undefined;
      const fields = headerFields(deprecated, sunset, options.link);
      const gone = sunset === undefined || options.afterSunset === 'pass' ? undefined : goneSince(sunset, options.link);
      const endMs = sunset?.getTime() ?? Number.POSITIVE_INFINITY;
      return {
        head: (request) => {
          for (const [name, value] of fields) request.addResponseHeader(name, value);
          return request.time >= endMs ? gone : undefined;
        },
      };
    };
  },
});

/** What holds for the API holds for all of its operations, unless one of them is earlier. */
function earliest(
  ofApi: string | undefined,
  ofOperation: string | undefined,
  extension: string,
  operation: Operation | undefined,
  context: ApiContext,
): Date | undefined {
  const own = ofOperation === undefined ? undefined : dateOf(ofOperation);
  if (ofOperation !== undefined && own === undefined) {
    context.warning([], {
      message: `${extension} of ${operation?.id ?? 'an operation'} is no date and counts for nothing`,
      expected: 'a date such as 2027-03-31, or a time (RFC 3339)',
    });
  }
  const dates = [ofApi === undefined ? undefined : dateOf(ofApi), own].filter((each) => each !== undefined);
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function headerFields(deprecated: Date | undefined, sunset: Date | undefined, link: string | undefined): (readonly [string, string])[] {
  const relations = [...(deprecated === undefined ? [] : ['deprecation']), ...(sunset === undefined ? [] : ['sunset'])];
  return [
    ...(deprecated === undefined ? [] : [['Deprecation', deprecationField(deprecated)] as const]),
    ...(sunset === undefined ? [] : [['Sunset', sunsetField(sunset)] as const]),
    ...(link === undefined ? [] : [['Link', `<${new URL(link).href}>; rel="${relations.join(' ')}"`] as const]),
  ];
}

function goneSince(sunset: Date, link: string | undefined): Refusal {
  const day = sunset.toISOString();
  return {
    problem: 'operation-gone',
    reason: `the operation has ended at ${day}`,
    detail: `This operation has ended at ${day}.${link === undefined ? '' : ` What to use instead is told at ${new URL(link).href}.`}`,
  };
}
