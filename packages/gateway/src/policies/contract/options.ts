import { byteSize, duration } from '@airside/domain';
import { z } from 'zod';

import { operationShape } from '../../conditions/operation-options.ts';

const MOST_ENTRIES = 200;
const LARGEST_RESPONSE = 64 * 2 ** 20;

const MODE = '`enforce` refuses what does not fit, `report` lets it pass and records it, `off` does not look.';

const mode = z.enum(['enforce', 'report', 'off']);
const fieldChoice = z.enum(['reject', 'strip', 'report']);
const unknownParameters = z
  .enum(['reject', 'strip', 'report', 'ignore'])
  .describe(
    'Query parameters that the definition does not name: the request is refused, goes on without them, or with them, recorded (`report`) or not (`ignore`).',
  );
const unknownFields = fieldChoice.describe(
  'Fields of bodies for which their schema has no place (`additionalProperties: false`, and what `additionalProperties` here adds): the request is refused, goes on without them, or goes on as it is and is recorded. What remains has to fit in any case.',
);
const readOnlyFields = fieldChoice.describe('The same for fields of requests that are `readOnly` in the definition.');
const additionalProperties = z
  .enum(['declared', 'writes', 'closed'])
  .describe(
    'Whether there is place for fields that a body schema does not name and is silent about: as the definition says, which is yes (`declared`); no in operations that create or change, by POST, PUT and PATCH (`writes`); no anywhere (`closed`). Against mass assignment.',
  );
const largestBody = byteSize().refine((bytes) => bytes >= 1 && bytes <= LARGEST_RESPONSE, {
  error: 'expected at least 1B and at most 64MiB',
});

const maxInspectedBody = largestBody.describe('Largest body of a request that is held in memory to be judged.');
const oversized = z
  .enum(['reject', 'pass'])
  .describe(
    'Requests with a larger body of a format that is read: they are refused, or pass unjudged but for their head, and are recorded. For uploads of files.',
  );

const responseMode = mode.describe(
  `${MODE} Where an answer is refused, the caller is not told why. To look at bodies of answers they are held back until they have come.`,
);
const undeclaredStatus = z
  .enum(['reject', 'report', 'ignore'])
  .describe('Answers with a status that the definition does not declare; with `report` and `ignore` nothing else of them is looked at.');
const responseUnknownFields = fieldChoice.describe(
  'Fields of answers for which their schema has no place: they are taken out (`strip`), the answer is refused, or passes and is recorded.',
);
const writeOnlyFields = fieldChoice.describe('The same for fields of answers that are `writeOnly` in the definition.');
const responseProperties = z
  .enum(['declared', 'closed'])
  .describe(
    'Whether there is place for fields of answers that their schema does not name and is silent about: yes (`declared`), or no (`closed`).',
  );
const uninspected = z
  .enum(['pass', 'reject'])
  .describe(
    'Answers whose body should be looked at and cannot be, because it is too large, too slow, a part of something or in an unknown coding: they pass, and the record says so, or are refused.',
  );

const responses = z
  .strictObject({
    mode: responseMode.default('report'),
    undeclaredStatus: undeclaredStatus.default('report'),
    unknownFields: responseUnknownFields.default('strip'),
    writeOnlyFields: writeOnlyFields.default('strip'),
    additionalProperties: responseProperties.default('closed'),
    uninspected: uninspected.default('pass'),
    maxBody: largestBody
      .prefault('512KiB')
      .describe('Largest body of an answer, before and after it is decoded, that is held back to be looked at.'),
    maxHold: duration()
      .refine((ms) => ms >= 1 && ms <= 60_000, { error: 'expected at least 1ms and at most 1m' })
      .prefault('1s')
      .describe('Longest time for which the body of an answer is held back while it arrives.'),
  })
  .prefault({})
  .describe('Do the answers of the upstream fit the definition.');

const override = z
  .strictObject({
    ...operationShape,
    mode: mode.optional().describe(MODE),
    unknownParameters: unknownParameters.optional(),
    unknownFields: unknownFields.optional(),
    readOnlyFields: readOnlyFields.optional(),
    additionalProperties: additionalProperties.optional(),
    maxInspectedBody: maxInspectedBody.optional(),
    oversized: oversized.optional(),
    responses: z
      .strictObject({
        mode: responseMode.optional(),
        undeclaredStatus: undeclaredStatus.optional(),
        unknownFields: responseUnknownFields.optional(),
        writeOnlyFields: writeOnlyFields.optional(),
        additionalProperties: responseProperties.optional(),
        uninspected: uninspected.optional(),
      })
      .optional()
      .describe('What is different of answers.'),
  })
  .describe('What is different for some operations. Each option is taken from the first entry that is about the operation and has it.');

export const contractOptions = z
  .strictObject({
    mode: mode.default('enforce').describe(MODE),
    unknownParameters: unknownParameters.default('reject'),
    unknownFields: unknownFields.default('reject'),
    readOnlyFields: readOnlyFields.default('reject'),
    additionalProperties: additionalProperties.default('declared'),
    maxInspectedBody: maxInspectedBody.prefault('1MiB'),
    oversized: oversized.default('reject'),
    responses,
    operations: z.array(override).max(MOST_ENTRIES).default([]).describe('Operations for which something else holds.'),
  })
  .describe('Do the request and its answer fit the definition.');

export type ContractOptions = z.output<typeof contractOptions>;
export type ResponseOptions = ContractOptions['responses'];
