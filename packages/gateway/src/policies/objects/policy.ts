import { unknownName } from '@airside/domain';

import { checkCallerNames, checkOperationNames } from '../../conditions/check-names.ts';
import { isInForce } from '../../conditions/exceptions.ts';
import { asksForCountry } from '../../conditions/options.ts';
import { type ApiContext, definePolicy } from '../../pipeline/policy.ts';
import { explainObjects } from './explain.ts';
import { compileObjectRule, type ObjectRule } from './object-rule.ts';
import { type ObjectRuleOptions, objectsOptions } from './options.ts';
import { requestJudges } from './request-judges.ts';
import { responseJudges } from './response-judges.ts';

/** Whether the object that a request is about, and the one that it is answered with, belong to the caller. */
export const objects = definePolicy({
  checkpoint: 'access',
  options: objectsOptions,
  compile({ rules, maxBody, maxHold }, context) {
    const compiled = rules.map((rule, index) => {
      checkRule(rule, context, ['rules', index]);
      return compileObjectRule(rule, index, context);
    });

    return (operation) => {
      // A call to what the definition does not have is about no object.
      if (operation === undefined && context.definition !== undefined) return undefined;
      const possible = compiled.map((forOperation) => forOperation(operation)).filter(({ selection }) => selection !== false);
      if (possible.length === 0) return undefined;
      /** What the caller has to own, decided once: the time must not decide otherwise when the answer comes. */
      const inForce = new WeakMap<object, readonly ObjectRule[]>();
      const rulesFor = (request: object) => inForce.get(request) ?? [];
      const request = requestJudges(rulesFor, maxBody);
      const response = responseJudges(rulesFor, { bytes: maxBody, ms: maxHold });
      return {
        head: (incoming) => {
          inForce.set(
            incoming,
            possible.filter((rule) => isInForce(rule, incoming)),
          );
          response.onRequest(incoming);
          return request.head(incoming);
        },
        body: request.body,
        explain: (incoming) => explainObjects(possible, incoming),
        ...(possible.some((rule) => rule.response !== undefined) && { response: response.judges }),
      };
    };
  },
});

function checkRule(rule: ObjectRuleOptions, context: ApiContext, path: readonly PropertyKey[]): void {
  checkOperationNames(rule, context, path);
  for (const [index, conditions] of rule.unless.entries()) {
    checkCallerNames(conditions, context, [...path, 'unless', index]);
    if (asksForCountry(conditions)) context.needCountries();
  }
  const name = rule.request?.path;
  if (name === undefined || (rule.apis !== undefined && !rule.apis.includes(context.apiId))) return;
  const parameters = new Set(context.definition?.operations.flatMap(({ template }) => parametersOf(template)));
  if (parameters.has(name)) return;
  const home = context.definition === undefined ? 'a definition' : `the definition of "${context.apiId}"`;
  context.problem([...path, 'request', 'path'], unknownName('path parameter', name, [...parameters], home));
}

function parametersOf(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}
