import { checkCallerNames, checkOperationNames } from '../../conditions/check-names.ts';
import { isAbout, isInForce } from '../../conditions/exceptions.ts';
import type { OperationOptions } from '../../conditions/operation-options.ts';
import { asksForCountry, type ConditionOptions } from '../../conditions/options.ts';
import { type ApiContext, definePolicy, type ExplainedRule, type OperationJudges, type PolicyRequest } from '../../pipeline/policy.ts';
import { compileFieldRule, type FieldRule } from './field-rules.ts';
import { fieldsOptions } from './options.ts';
import { requestJudges } from './request-judges.ts';
import { responseJudges } from './response-judges.ts';

/** Which fields of JSON bodies a caller sees in responses, and may set in requests. */
export const fields = definePolicy({
  checkpoint: 'access',
  options: fieldsOptions,
  compile(options, context) {
    const { maxBody, maxHold } = options;
    const responses = options.responses.map((rule, index) => {
      checkRule(rule, rule.visibleTo, context, ['responses', index], 'visibleTo');
      return compileFieldRule(rule, index, { exceptions: rule.visibleTo, edit: rule.hide }, context);
    });
    const requests = options.requests.map((rule, index) => {
      checkRule(rule, rule.writableBy, context, ['requests', index], 'writableBy');
      return {
        otherwise: rule.otherwise,
        compiled: compileFieldRule(rule, index, { exceptions: rule.writableBy, edit: 'remove' }, context),
      };
    });

    return (operation) => {
      const hidden = responses.map((forOperation) => forOperation(operation)).filter(({ selection }) => selection !== false);
      const closed = requests
        .map(({ otherwise, compiled }) => ({ otherwise, rule: compiled(operation) }))
        .filter(({ rule }) => rule.selection !== false);
      const request = closed.length === 0 ? undefined : requestJudges(closed, maxBody);
      const response = hidden.length === 0 ? undefined : responseJudges(hidden, { bytes: maxBody, ms: maxHold });
      if (request === undefined && response === undefined) return undefined;
      const judges: OperationJudges = {
        head: (incoming) => {
          response?.onRequest(incoming);
          return request?.head(incoming);
        },
        ...(request !== undefined && { body: request.body }),
        explain: (incoming) => [
          ...hidden.map((rule) => explainFields(rule, 'hide', incoming)),
          ...closed.map(({ rule }) => explainFields(rule, 'close', incoming)),
        ],
        ...(response !== undefined && { response: response.judges }),
      };
      return judges;
    };
  },
});

function checkRule(
  rule: OperationOptions,
  exceptions: readonly ConditionOptions[],
  context: ApiContext,
  path: readonly PropertyKey[],
  key: string,
): void {
  checkOperationNames(rule, context, path);
  for (const [index, conditions] of exceptions.entries()) {
    checkCallerNames(conditions, context, [...path, key, index]);
    if (asksForCountry(conditions)) context.needCountries();
  }
}

function explainFields(rule: FieldRule, effect: 'hide' | 'close', request: PolicyRequest): ExplainedRule {
  return { name: rule.name, effect, isAbout: isAbout(rule, request), applies: isInForce(rule, request), conditions: [], unless: [] };
}
