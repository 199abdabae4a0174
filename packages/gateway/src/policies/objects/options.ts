import { z } from 'zod';

import { operationShape } from '../../conditions/operation-options.ts';
import { conditionOptions } from '../../conditions/options.ts';
import { holdShape } from '../../json/hold-options.ts';

const MOST_RULES = 200;

const pointer = z
  .string()
  .max(1000)
  .regex(/^(\/([^~/]|~[01])*)*$/, { error: 'expected a JSON pointer such as /customerId' });

const request = z
  .strictObject({
    path: z.string().min(1).optional().describe('Name of a path parameter of the definition.'),
    query: z.string().min(1).optional().describe('Name of a parameter of the query.'),
    header: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: 'expected the name of a header field' })
      .optional()
      .describe('Name of a header field.'),
    body: pointer.optional().describe('JSON pointer into a JSON body.'),
    absent: z
      .enum(['refuse', 'pass'])
      .default('refuse')
      .describe('What becomes of a request that does not have the value. A path always has it.'),
  })
  .refine(({ path, query, header, body }) => [path, query, header, body].filter((place) => place !== undefined).length === 1, {
    error: 'expected exactly one of path, query, header and body',
  })
  .describe('The value of a request that says whose object it is about.');

const response = z
  .strictObject({
    owner: pointer.describe('JSON pointer to the owner, from the object (with `items`: from each of the objects).'),
    items: pointer
      .optional()
      .describe('JSON pointer to a list of objects, empty for a body that is one; the body is the one object where absent.'),
    mismatch: z
      .enum(['refuse', 'remove'])
      .default('refuse')
      .describe(
        'What becomes of an answer with objects of others: it is refused, or these are taken out of the list. Single objects are refused.',
      ),
  })
  .refine(({ items, mismatch }) => mismatch === 'refuse' || items !== undefined, { error: 'expected items, the list to remove from' })
  .describe('The value of a successful JSON response that says whose object it is.');

const equals = z
  .strictObject({
    claim: z.string().min(1).max(1000).optional().describe('Claim of the token: its name, or a JSON pointer where it starts with `/`.'),
    caller: z
      .enum(['subject', 'consumer', 'application', 'groups'])
      .optional()
      .describe(
        'What is known of the caller: the subject of its token or its user name, its consumer, application, or the groups of its consumer.',
      ),
  })
  .refine(({ claim, caller }) => (claim === undefined) !== (caller === undefined), { error: 'expected exactly one of claim and caller' })
  .describe('What the value has to equal; of a list, one entry.');

const rule = z
  .strictObject({
    name: z.string().min(1).max(100).optional().describe('Names the rule in records and explanations.'),
    ...operationShape,
    request: request.optional(),
    response: response.optional(),
    equals,
    unless: z
      .array(conditionOptions)
      .max(100)
      .default([])
      .describe('Callers that may have the objects of others: those for whom all conditions of one of the entries hold.'),
  })
  .refine((value) => value.request !== undefined || value.response !== undefined, { error: 'expected request, response or both' })
  .describe('Objects that are for their owners only.');

export const objectsOptions = z
  .strictObject({
    rules: z
      .array(rule)
      .max(MOST_RULES)
      .default([])
      .describe('Which value has to be whose. Each rule that is about the operation has to be met.'),
    ...holdShape,
  })
  .describe('Whose objects a caller gets at (object-level authorization).');

export type ObjectRuleOptions = z.output<typeof rule>;
export type RequestPlace = z.output<typeof request>;
export type Owner = z.output<typeof equals>;
