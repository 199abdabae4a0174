import { z } from 'zod';

import { SEVERITIES } from './severity.ts';
import { subjectSchema } from './subject.ts';

const LONGEST_TEXT = 300;
const text = z.string().max(LONGEST_TEXT);

export const evidenceSchema = z
  .strictObject({
    variable: text.describe('What was looked at, such as `query parameter limit: length`.'),
    learned: text.describe('What is usual, in words: `1 to 3 digits`, `at most 14 an hour for 99 % of callers`.'),
    seen: text.describe('What was seen instead; without secrets.'),
    surprise: z.number().nonnegative().describe('−log10 of the probability of something at least so unusual when nothing is wrong.'),
    since: z.iso.datetime().nullable().describe('Since when it was learned.'),
    observations: z.int().nonnegative().describe('On how many observations.'),
  })
  .describe('Why something is thought to be unusual.');

/** Something unusual that the behaviour engine saw: one indicator, one caller, one stretch of time. */
export const detectionSchema = z
  .strictObject({
    id: z.string().max(64),
    time: z.iso.datetime().describe('When it was noticed.'),
    first: z.iso.datetime().describe('Time of the first exchange that counts towards it.'),
    last: z.iso.datetime().describe('Time of the last one.'),
    indicator: z.string().max(64).describe('Id of the indicator.'),
    severity: z.enum(SEVERITIES),
    confidence: z.number().min(0).max(1).describe('How sure it is: from how surprising it was and how much had been learned.'),
    risk: z.number().min(0).max(100).describe('Risk of the caller with all that is known of it by now.'),
    api: z.string().nullable(),
    operation: z.string().max(LONGEST_TEXT).nullable().describe('`METHOD /template`; null where it is about several.'),
    subject: subjectSchema.describe('Who it is about; what an automated action would be directed at.'),
    alsoKnownAs: z.array(subjectSchema).max(20).describe('Other names of the same caller or callers.'),
    evidence: z.array(evidenceSchema).min(1).max(10),
    exchanges: z.array(z.string()).max(20).describe('Ids of exchanges to look at, the last ones.'),
    count: z.int().positive().describe('How many exchanges count towards it.'),
    succeeded: z.boolean().describe('The API answered at least one of them with success.'),
  })
  .describe('A deviation from learned behaviour.');

export type Evidence = Readonly<z.infer<typeof evidenceSchema>>;
export type Detection = Readonly<z.infer<typeof detectionSchema>>;
