import { evidenceSchema, subjectSchema } from '@airside/domain';
import { z } from 'zod';

const MOST_INDICATORS = 200;
const MOST_SUBJECTS = 50;
const MOST_REASONS = 200;
const name = z.string().max(64);
const operation = z.string().max(2000).nullable();

const signal = z.object({
  subject: subjectSchema,
  surprise: z.number().nonnegative(),
  evidence: z.array(evidenceSchema.extend({ variable: z.string(), learned: z.string(), seen: z.string() })).max(50),
  independent: z.literal(true).optional(),
  certain: z.literal(true).optional(),
  operation,
  api: operation,
  count: z.number().optional(),
  firstMs: z.number().optional(),
});

/** What is kept against one subject. */
export const savedSuspect = z.strictObject({
  levels: z.array(z.number().nonnegative()).max(16),
  sightings: z
    .array(
      z.object({
        indicator: name,
        signal,
        surprise: z.number().nonnegative(),
        timeMs: z.number(),
        subject: subjectSchema,
        alsoKnownAs: z.array(subjectSchema).max(MOST_SUBJECTS),
        exchange: z.string().max(300).optional(),
        succeeded: z.boolean(),
      }),
    )
    .max(MOST_INDICATORS),
  reasons: z.array(z.tuple([name, z.array(z.tuple([z.string(), z.number()])).max(MOST_REASONS)])).max(MOST_INDICATORS),
  suspiciousUntilMs: z.number(),
});

export type SavedSuspect = z.infer<typeof savedSuspect>;

/** Some subjects and what is kept against them. */
export const savedSuspects = z.array(z.tuple([z.string().max(400), savedSuspect])).max(1000);
