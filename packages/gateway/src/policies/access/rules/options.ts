import { z } from 'zod';

import { operationShape } from '../../../conditions/operation-options.ts';
import { conditionOptions, conditionShape } from '../../../conditions/options.ts';

const MOST_RULES = 1000;

const isNotEmpty = (value: object) => Object.values(value).some((condition) => condition !== undefined);

export const ruleOptions = z
  .strictObject({
    name: z.string().min(1).max(100).optional().describe('Names the rule in records and explanations; `rule 1` and so on where absent.'),
    effect: z.enum(['allow', 'deny']).describe('What the rule does with a request that it is about and whose conditions all hold.'),
    ...operationShape,
    ...conditionShape,
    unless: conditionOptions
      .refine(isNotEmpty, { error: 'expected at least one condition' })
      .optional()
      .describe('The rule does not apply where all of these hold, too.'),
  })
  .describe('A rule: who may, or may not, do what.');

export const rulesShape = {
  rules: z
    .array(ruleOptions)
    .max(MOST_RULES)
    .optional()
    .describe('Who may do what. A request that a `deny` rule applies to is refused, whatever else allows it.'),
  default: z
    .enum(['deny', 'allow'])
    .default('deny')
    .describe('What becomes of a request that no rule applies to, where there is a list of rules, even an empty one.'),
};

export type RuleOptions = z.output<typeof ruleOptions>;
