import { z } from 'zod';

import { duration } from '../scalars.ts';

const series = z.int().min(1).max(100_000);

export const rollups = z
  .strictObject({
    keepMinutes: duration().prefault('8d').describe('How long counts of single minutes are kept.'),
    keepHours: duration().prefault('92d').describe('How long counts of single hours are kept.'),
    keepDays: duration().prefault('800d').describe('How long counts of single days are kept.'),
    maxRows: z.int().min(10_000).default(20_000_000).describe('Beyond this many rows the oldest minutes are deleted.'),
    maxOperations: series.default(2000).describe('Operations of an API that are told apart in a minute; the others count as `_other`.'),
    maxConsumers: series.default(1000).describe('Consumers of an API that are told apart in a minute.'),
    maxCountries: series.default(300).describe('Countries of an API that are told apart in a minute.'),
    maxNetworks: series.default(200).describe('Networks of an API that are told apart in a minute.'),
    maxSeries: series.max(1_000_000).default(50_000).describe('What is told apart in a minute over all APIs: bounds the memory.'),
  })
  .describe('Counts of the traffic by minute, hour and day.');
