import { byteSize } from '@airside/domain';
import { z } from 'zod';

import { operationShape } from '../../conditions/operation-options.ts';

const MOST_ENTRIES = 200;
const LARGEST_BODY = 16 * 2 ** 20;

const mode = z
  .enum(['enforce', 'report', 'off'])
  .describe('`enforce` refuses what is not like what the profile says, `report` lets it pass and records it, `off` does not look.');
const limits = z
  .enum(['enforce', 'report', 'off'])
  .describe('The same for the limits in the profile (`x-airside-limits`), where it differs from `mode`.');
const unknown = (what: string) =>
  z
    .enum(['profile', 'ignore'])
    .describe(
      `${what} that the profile does not have: as the profile says, which knows whether new names are to be expected (\`profile\`), or let pass (\`ignore\`).`,
    );
const oversized = z
  .enum(['reject', 'pass'])
  .describe(
    'Requests with a body larger than `maxInspectedBody`, of a format that is read: they are refused, or held to media type and size only, and that is recorded.',
  );
const unknownParameters = unknown('Query parameters');
const unknownFields = unknown('Fields of bodies');

const override = z
  .strictObject({
    ...operationShape,
    mode: mode.optional(),
    limits: limits.optional(),
    unknownParameters: unknownParameters.optional(),
    unknownFields: unknownFields.optional(),
    oversized: oversized.optional(),
  })
  .describe('What is different for some operations. Each option is taken from the first entry that is about the operation and has it.');

export const profileOptions = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe(
        'What requests look like: a file that `airside behavior profile` wrote and somebody has read. Relative to the configuration file.',
      ),
    inline: z.record(z.string(), z.unknown()).optional().describe('The same written here, instead of `file`.'),
    mode: mode.default('report'),
    limits: limits.optional(),
    unknownParameters: unknownParameters.default('profile'),
    unknownFields: unknownFields.default('profile'),
    maxInspectedBody: byteSize()
      .refine((bytes) => bytes >= 1 && bytes <= LARGEST_BODY, { error: 'expected at least 1B and at most 16MiB' })
      .prefault('256KiB')
      .describe('Largest body that is looked at.'),
    oversized: oversized.default('reject'),
    operations: z.array(override).max(MOST_ENTRIES).default([]).describe('Operations for which something else holds.'),
  })
  .describe('Is the request like those that the operation usually gets, as it was learned and as people then chose to enforce.');

export type ProfileOptions = z.output<typeof profileOptions>;
