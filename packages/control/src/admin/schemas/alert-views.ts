import { SEVERITIES } from '@airside/domain';
import { z } from 'zod';

import { ALERT_PHASES } from '../../alerts/alert.ts';

const timeMs = z.number().nullable();
const pairs = z.array(z.tuple([z.string(), z.string()]).readonly()).readonly();
const labels = z.record(z.string(), z.string());

const acknowledgementView = z.object({ by: z.string(), atMs: z.number(), note: z.string().nullable() });

export const alertView = z.object({
  id: z.string(),
  rule: z.string(),
  phase: z.enum(ALERT_PHASES),
  severity: z.enum(SEVERITIES),
  labels,
  title: z.string(),
  value: z.number(),
  threshold: z.number(),
  unit: z.string(),
  sinceMs: z.number().describe('Since when it is bad.'),
  firedMs: timeMs,
  resolvedMs: timeMs,
  comebacks: z.number().describe('How often it came back within an hour of being over.'),
  quiet: z.string().nullable().describe('Why nobody is told of it: a silence, or another alert.'),
  acknowledged: acknowledgementView.nullable(),
  apis: z.array(z.string()).readonly(),
  facts: pairs,
});

const toldView = z.object({
  channel: z.string(),
  atMs: z.number(),
  what: z.enum(['opened', 'changed', 'repeated', 'escalated', 'acknowledged', 'resolved']),
});

export const alertDetailsView = alertView.extend({
  text: z.string().nullable(),
  told: z.array(toldView).readonly().describe('Who was told of its group, and when; oldest first.'),
  storms: z.array(z.string()).readonly().describe('Channels that were told of it as part of a storm.'),
  dueMs: timeMs.describe('When the first message is due, where none was sent.'),
  history: z
    .array(z.object({ startMs: z.number(), requests: z.number(), value: z.number().nullable() }))
    .readonly()
    .describe('The metric over time; empty where it is not about traffic.'),
});

export const ruleView = z.object({
  id: z.string(),
  kind: z.string(),
  builtIn: z.boolean(),
  enabled: z.boolean(),
  severity: z.enum(SEVERITIES),
  state: z.enum(['off', 'ok', 'pending', 'firing', 'unknown']),
  pending: z.number(),
  firing: z.number(),
  channels: z.array(z.string()).readonly().describe('Empty: all that want it.'),
  lookedMs: timeMs,
  note: z.string().nullable().describe('Why less is known than the rule asks for.'),
  error: z.string().nullable().describe('Why it could not be looked at.'),
  overflow: z.number().describe('Series that would be alerts, and are too many.'),
  series: z.number().describe('Series that it looks at.'),
  nearest: z
    .object({ labels, value: z.number(), threshold: z.number(), unit: z.string() })
    .nullable()
    .describe('The series that is nearest to firing, or fires most.'),
});

export const silenceView = z.object({
  id: z.string(),
  matchers: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  startsMs: z.number(),
  endsMs: z.number(),
  by: z.string(),
  comment: z.string(),
});

export const seriesView = z.object({
  labels,
  points: z.array(z.object({ startMs: z.number(), requests: z.number(), value: z.number().nullable() })).readonly(),
});

export const testedView = z.object({ channels: z.array(z.string()).readonly(), title: z.string() });
