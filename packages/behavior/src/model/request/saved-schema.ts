import { z } from 'zod';

import { savedName as name } from '../../saved/saved-name.ts';

/** Bounds of what is taken over: larger than anything that is kept. */
export const MOST_APIS = 2000;
const MOST_OPERATIONS = 100_000;
const MOST_PARAMETERS = 200;
const MOST_NAMES = 20_000;
const LONGEST_COUNTS = 64 * 1024;

const count = z
  .int()
  .min(0)
  .max(2 ** 45);
const counts = z.string().max(LONGEST_COUNTS);
const values = z.tuple([counts, counts, count]);
const reach = z.tuple([counts, counts.nullable(), counts.nullable()]);
const arrivals = z.tuple([count, count, count.min(1), count.min(1)]);
const senders = z.tuple([counts, count]);
const profile = z.tuple([
  count,
  values,
  counts,
  counts,
  counts.nullable(),
  counts.nullable(),
  counts,
  reach.nullish(),
  arrivals.nullish(),
  senders.nullish(),
  count.optional(),
]);
const parameter = z.strictObject({ requests: count, repeated: count, profile });
const table = z.strictObject({ requests: count, parameters: z.array(z.tuple([name, parameter])).max(MOST_PARAMETERS) });
const operation = z.strictObject({
  requests: count,
  sinceMs: z.number(),
  path: table,
  query: table,
  body: table,
  combinations: values,
  bodyBytes: counts,
  valueCounts: counts,
  bodyReach: counts.optional(),
  countReach: counts.optional(),
  callers: counts.optional(),
});
const rates = z.record(z.enum(['path', 'query', 'header', 'cookie', 'body']), count);
const api = z.strictObject({
  requests: count,
  sinceMs: z.number(),
  repeated: count,
  names: rates,
  header: table,
  cookie: table,
  odd: counts.optional(),
  paths: profile,
  operations: z.array(z.tuple([name, operation])).max(MOST_OPERATIONS),
});

/** What is saved of the model of requests. */
export const savedModelSchema = z.strictObject({
  version: z.literal(2),
  halvesAtMs: z.number().optional(),
  apis: z.array(z.tuple([name, api])).max(MOST_APIS),
  names: z.array(z.tuple([name, profile])).max(MOST_NAMES),
  /** By place and class of length, and anywhere. */
  wide: z.array(profile).max(100),
});

export type SavedModel = z.infer<typeof savedModelSchema>;
export type SavedApi = z.infer<typeof api>;
export type SavedOperation = z.infer<typeof operation>;
export type SavedTable = z.infer<typeof table>;
