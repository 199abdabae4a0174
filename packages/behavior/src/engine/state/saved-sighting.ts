import { evidenceSchema, subjectSchema } from '@airside/domain';
import { z } from 'zod';

import type { Indicator } from '../../indicators/indicator.ts';
import { savedName } from '../../saved/saved-name.ts';
import type { Sighting } from '../sighting.ts';

const MOST_SUBJECTS = 50;
const operation = savedName.nullable();

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

/** A sighting, which names its indicator. */
export const savedSighting = z.object({
  indicator: z.string().max(64),
  signal,
  surprise: z.number().nonnegative(),
  timeMs: z.number(),
  subject: subjectSchema,
  alsoKnownAs: z.array(subjectSchema).max(MOST_SUBJECTS),
  exchange: savedName.optional(),
  succeeded: z.boolean(),
  event: savedName.optional(),
});

export type SavedSighting = z.infer<typeof savedSighting>;

/** None of what is no number. */
export function saveSighting({ indicator, ...sighting }: Sighting): SavedSighting[] {
  return Number.isFinite(sighting.signal.surprise) ? [{ ...sighting, indicator: indicator.id } as SavedSighting] : [];
}

/** Undefined where its indicator is there no more. */
export function restoreSighting(
  { indicator: id, ...sighting }: SavedSighting,
  indicatorOf: (id: string) => Indicator | undefined,
): Sighting | undefined {
  const indicator = indicatorOf(id);
  return indicator === undefined ? undefined : { ...(sighting as Omit<Sighting, 'indicator'>), indicator };
}
