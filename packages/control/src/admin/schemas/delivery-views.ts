import { notificationSchema } from '@airside/domain';
import { z } from 'zod';

import type { Outcome } from '../../outbox/channel.ts';
import { DELIVERY_STATES } from '../../outbox/delivery.ts';

const timeMs = z.number().nullable();

/** What is shown of channels and deliveries. Where a channel goes is shown without what is secret of it. */
export const channelView = z.object({
  name: z.string(),
  kind: z.string(),
  target: z.string(),
  pending: z.number(),
  delivered: z.number(),
  failed: z.number(),
  failures: z.number().describe('Attempts that failed since the last one that did not.'),
  lastError: z.string().nullable(),
  lastDeliveredMs: timeMs,
  pausedUntilMs: timeMs,
});

export const deliveryView = z.object({
  sequence: z.number(),
  channel: z.string(),
  state: z.enum(DELIVERY_STATES),
  notification: notificationSchema,
  acceptedMs: z.number(),
  dueMs: z.number(),
  attempts: z.number(),
  folded: z.number().describe('How many notifications that said the same are contained in this one.'),
  error: z.string().nullable(),
  settledMs: timeMs,
});

export const exportView = z.object({
  name: z.string(),
  format: z.string(),
  target: z.string(),
  sent: z.number().describe('Records that were taken, since the start.'),
  dropped: z.number().describe('Records that were given up, since the start.'),
  waiting: z.number().describe('Records behind the last one that is done with, about.'),
  failures: z.number().describe('Attempts that failed since the last one that did not.'),
  lastError: z.string().nullable(),
  lastSentMs: timeMs,
});

/** What came of a test: `delivered`, or why not. */
export const testView = z.object({ name: z.string(), outcome: z.enum(['delivered', 'later', 'refused']), answer: z.string() });

export function testResult(name: string, outcome: Outcome): z.infer<typeof testView> {
  return { name, outcome: outcome.kind, answer: outcome.kind === 'delivered' ? outcome.answer : outcome.reason };
}
