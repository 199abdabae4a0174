import { z } from 'zod';

import { savedName } from '../../saved/saved-name.ts';
import { savedSighting } from './saved-sighting.ts';

const MOST_INDICATORS = 200;
const MOST_REASONS = 200;
const name = z.string().max(64);

/** What is kept against one subject. */
export const savedSuspect = z.strictObject({
  levels: z.array(z.number().nonnegative()).max(16),
  sightings: z.array(savedSighting).max(MOST_INDICATORS),
  reasons: z.array(z.tuple([name, z.array(z.tuple([savedName, z.number()])).max(MOST_REASONS)])).max(MOST_INDICATORS),
  told: z
    .array(z.tuple([savedName, z.number()]))
    .max(MOST_REASONS)
    .optional(),
  calls: z.int().nonnegative().optional(),
  at: z
    .array(z.tuple([name, z.int().nonnegative()]))
    .max(MOST_INDICATORS)
    .optional(),
  suspiciousUntilMs: z.number(),
  waitsUntilMs: z.number().nonnegative().optional(),
  lastMs: z.number().nonnegative().optional(),
});

export type SavedSuspect = z.infer<typeof savedSuspect>;

/** Some subjects, what is kept against them, and how much they are worth remembering. */
export const savedSuspects = z.array(z.tuple([savedName, savedSuspect, z.int().min(0).max(2).optional()])).max(1000);
