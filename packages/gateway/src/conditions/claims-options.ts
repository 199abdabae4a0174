import { z } from 'zod';

const LONGEST_TEXT = 1000;

const value = z.union([z.string().max(LONGEST_TEXT), z.number(), z.boolean()]);

const range = z
  .strictObject({
    min: z.number().optional().describe('The smallest number that fits.'),
    max: z.number().optional().describe('The largest number that fits.'),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: 'expected min, max or both' })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { error: 'expected min to be no more than max' });

export const claimOptions = z
  .record(z.string().min(1).max(LONGEST_TEXT), z.union([value, z.array(value).min(1).max(LONGEST_TEXT), range]))
  .describe(
    'Claims of a token by name, or by JSON pointer where the name starts with `/`: a value, a list of which one is enough, or `{min, max}` for numbers. Of a claim that is a list one entry is enough. Types have to agree: `"7"` is not `7`.',
  );

export type ClaimOptions = z.output<typeof claimOptions>;
