import { z } from 'zod';

import { duration, identifier } from '../scalars.ts';
import { alertRule } from './alerts/rule.ts';

const LEAST_INTERVAL_MS = 15_000;
const LONGEST_INTERVAL_MS = 60_000;

export const alerts = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Look at the rules at all.'),
    evaluateEvery: duration()
      .refine((ms) => ms >= LEAST_INTERVAL_MS && ms <= LONGEST_INTERVAL_MS, { error: 'expected 15s to 60s' })
      .meta({ 'x-type': 'duration' })
      .prefault('30s')
      .describe('How often rules are looked at.'),
    channels: z.array(identifier()).max(20).default([]).describe('Who is told of alerts whose rule names nobody: names of `channels`.'),
    groupWait: duration().prefault('30s').describe('How long the first message of a group waits for more alerts of the group.'),
    groupInterval: duration().prefault('5m').describe('How often at most a group says what is new.'),
    repeat: duration().prefault('4h').describe('How often an alert is said again while it fires and nobody has acknowledged.'),
    storm: z
      .strictObject({
        messages: z.int().min(1).max(1000).default(10).describe('So many new groups may be told to a channel …'),
        within: duration().prefault('10m').describe('… in this time. What comes beyond is told as one storm.'),
      })
      .prefault({})
      .describe('What keeps a channel readable when everything fires at once.'),
    disabledRules: z
      .array(identifier())
      .max(100)
      .default([])
      .describe('Built-in rules that are not to be looked at (`airside alerts rules` lists them).'),
    rules: z.record(identifier(), alertRule).default({}).describe('Rules by name. One with the name of a built-in rule takes its place.'),
  })
  .describe('When somebody is to be told, and how.');
