import { z } from 'zod';

import { operationShape } from '../../conditions/operation-options.ts';
import { conditionOptions } from '../../conditions/options.ts';
import { fieldPattern } from '../../json/field-pattern.ts';
import { holdShape } from '../../json/hold-options.ts';

const MOST_RULES = 100;
const MOST_FIELDS = 200;

const fields = z
  .array(fieldPattern)
  .min(1)
  .max(MOST_FIELDS)
  .describe(
    'JSON pointers (RFC 6901) of the fields; `*` stands for every member or item, `**` for any number of steps: `/orders/*/card`, `/**/password`. Letter case makes no difference.',
  );

const exceptions = z.array(conditionOptions).max(100).default([]);

const responseRule = z
  .strictObject({
    name: z.string().min(1).max(100).optional().describe('Names the rule in explanations.'),
    ...operationShape,
    fields,
    visibleTo: exceptions.describe(
      'Who gets to see the fields: callers for whom all conditions of one of the entries hold. Nobody where empty.',
    ),
    hide: z
      .enum(['remove', 'mask'])
      .default('remove')
      .describe(
        'What others get: `remove` takes the field out with its name, `mask` puts `"***"` in the place of a text and `null` of all else.',
      ),
  })
  .describe('Fields of responses that not everybody sees.');

const requestRule = z
  .strictObject({
    name: z.string().min(1).max(100).optional().describe('Names the rule in explanations.'),
    ...operationShape,
    fields,
    writableBy: exceptions.describe(
      'Who may set the fields: callers for whom all conditions of one of the entries hold. Nobody where empty.',
    ),
    otherwise: z
      .enum(['refuse', 'remove'])
      .default('refuse')
      .describe('What becomes of a body of others that sets such a field: it is refused, or forwarded without the field.'),
  })
  .describe('Fields of requests that not everybody may write.');

export const fieldsOptions = z
  .strictObject({
    responses: z.array(responseRule).max(MOST_RULES).default([]).describe('Fields of JSON responses that only some callers see.'),
    requests: z.array(requestRule).max(MOST_RULES).default([]).describe('Fields of JSON request bodies that only some callers may write.'),
    ...holdShape,
  })
  .describe('Who sees and who writes which fields of JSON bodies.');
