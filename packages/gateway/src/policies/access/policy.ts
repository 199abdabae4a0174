import { unknownName } from '@airside/domain';
import { z } from 'zod';

import { definePolicy, type Refusal } from '../../pipeline/policy.ts';

/** Which callers may use the API, and which scopes each operation asks for. */
export const access = definePolicy({
  checkpoint: 'access',
  options: z
    .strictObject({
      consumers: z
        .array(z.string())
        .optional()
        .describe('Ids of the only consumers that may use the API; every identified caller where absent.'),
      scopes: z
        .enum(['declared', 'ignored'])
        .default('declared')
        .describe("`declared`: a caller needs the scopes that the definition's `security` names for the operation."),
    })
    .describe('What the caller may do.'),
  compile(options, context) {
    const known = Object.keys(context.configuration.consumers);
    for (const [index, id] of (options.consumers ?? []).entries()) {
      if (!known.includes(id)) context.problem(['consumers', index], unknownName('consumer', id, known, '/consumers'));
    }
    const allowed = options.consumers === undefined ? undefined : new Set(options.consumers);

    return (operation) => {
      const alternatives = (options.scopes === 'declared' ? (operation?.security ?? []) : []).map(({ schemes }) =>
        schemes.flatMap(({ scopes }) => scopes),
      );
      const needsScopes = alternatives.length > 0 && alternatives.every((scopes) => scopes.length > 0);
      if (allowed === undefined && !needsScopes) return undefined;
      const missing = scopeRefusal(alternatives);

      return {
        head: ({ principal }) => {
          if (allowed !== undefined && (principal.consumer === null || !allowed.has(principal.consumer))) {
            return {
              problem: 'consumer-refused',
              reason: `consumer ${principal.consumer ?? '(unregistered)'} is not among the allowed ones`,
            };
          }
          if (!needsScopes) return undefined;
          return alternatives.some((scopes) => scopes.every((scope) => principal.scopes.includes(scope))) ? undefined : missing;
        },
      };
    };
  },
});

function scopeRefusal(alternatives: readonly (readonly string[])[]): Refusal {
  const first = alternatives[0]?.join(' ') ?? '';
  const wanted = alternatives.map((scopes) => scopes.join(' ')).join(', or ');
  return {
    problem: 'scope-missing',
    reason: `needs scope ${wanted}`,
    detail: `This operation requires the scope ${wanted}.`,
    headers: ['WWW-Authenticate', `Bearer realm="airside", error="insufficient_scope", scope="${first.replaceAll(/["\\]/g, '')}"`],
  };
}
