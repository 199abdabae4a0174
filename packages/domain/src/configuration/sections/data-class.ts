import { z } from 'zod';

const texts = z.array(z.string().min(1).max(200)).max(100);

export const dataClass = z
  .strictObject({
    title: z.string().min(1).max(100).optional().describe('What people call it; the id where absent.'),
    sensitivity: z.enum(['low', 'medium', 'high', 'critical']).default('high').describe('What it costs when it gets into the wrong hands.'),
    names: texts
      .default([])
      .describe('Names of fields that mean it, in words: `customer number` stands for customerNumber, customer_number and the like.'),
    pattern: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Regular expression that the whole value fits, matched in linear time: no look-around, no back-references.'),
    checksum: z
      .enum(['luhn', 'mod97', 'mod11-10', 'verhoeff'])
      .optional()
      .describe('Check digits that the digits of the value have; for `mod97`, its letters and digits.'),
    alone: z
      .boolean()
      .default(false)
      .describe('Values are evidence enough where the name says nothing. Only for patterns that hardly anything else fits.'),
    examples: texts.default([]).describe('Values that are of the class. A class that does not accept them is refused.'),
    counterExamples: texts.default([]).describe('Values that are not of the class. A class that accepts one is refused.'),
  })
  .refine(({ names, alone }) => names.length > 0 || alone, { error: 'expected names, or alone: true' })
  .refine(({ pattern, checksum }) => pattern !== undefined || checksum !== undefined, { error: 'expected pattern, checksum or both' })
  .describe('A class of data of your own, looked for besides those that Airside knows (`airside data --list-classes`).');
