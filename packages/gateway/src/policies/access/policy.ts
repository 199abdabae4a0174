import { z } from 'zod';

import { checkCallerNames, checkOperationNames } from '../../conditions/check-names.ts';
import { asksForCountry } from '../../conditions/options.ts';
import { definePolicy, type Refusal } from '../../pipeline/policy.ts';
import { decide, ruleBook } from './rules/decide.ts';
import { explainRules } from './rules/explain.ts';
import { rulesShape } from './rules/options.ts';
import { compileRule } from './rules/rule.ts';

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
      ...rulesShape,
    })
    .describe('What the caller may do.'),
  compile(options, context) {
    checkCallerNames({ consumers: options.consumers }, context, []);
    const allowed = options.consumers === undefined ? undefined : new Set(options.consumers);
    for (const [index, rule] of (options.rules ?? []).entries()) {
      checkOperationNames(rule, context, ['rules', index]);
      checkCallerNames(rule, context, ['rules', index]);
      checkCallerNames(rule.unless ?? {}, context, ['rules', index, 'unless']);
      if (asksForCountry(rule) || asksForCountry(rule.unless ?? {})) context.needCountries();
    }
    const compiled = options.rules?.map((rule, index) => compileRule(rule, index, context));

    return (operation) => {
      const alternatives = (options.scopes === 'declared' ? (operation?.security ?? []) : []).map(({ schemes }) =>
        schemes.flatMap(({ scopes }) => scopes),
      );
      const needsScopes = alternatives.length > 0 && alternatives.every((scopes) => scopes.length > 0);
      if (allowed === undefined && !needsScopes && compiled === undefined) return undefined;
      const missing = scopeRefusal(alternatives);
      const rules = compiled?.map((forOperation) => forOperation(operation));
      const book = rules && ruleBook(rules, options.default);

      return {
        head: (request) => {
          const { principal } = request;
          if (allowed !== undefined && (principal.consumer === null || !allowed.has(principal.consumer))) {
            return {
              problem: 'consumer-refused',
              reason: `consumer ${principal.consumer ?? '(unregistered)'} is not among the allowed ones`,
            };
          }
          if (needsScopes && !alternatives.some((scopes) => scopes.every((scope) => principal.scopes.includes(scope)))) return missing;
          return book && decide(book, request);
        },
        ...(rules !== undefined && { explain: (request) => explainRules(rules, request) }),
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
