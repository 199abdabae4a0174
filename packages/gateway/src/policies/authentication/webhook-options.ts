import { duration, identifier } from '@airside/domain';
import { z } from 'zod';

export const webhookOptions = z
  .strictObject({
    senders: z
      .array(identifier())
      .min(1)
      .max(16)
      .optional()
      .describe('Ids of the `webhooks` of consumers that are accepted; all of them where absent. No two may use one signature field.'),
    tolerance: duration().prefault('5m').describe('How far the time of a webhook may be from now, where its scheme has one.'),
  })
  .describe('Which webhooks are accepted. They have to be among `accept`: a webhook signs neither method nor path.');
