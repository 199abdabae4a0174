import { z } from 'zod';

import { SEVERITIES } from './behavior/severity.ts';

/** A message to people about something that has a beginning and an end. Channels make of it what their receivers understand. */
export const notificationSchema = z
  .strictObject({
    id: z.string().max(64).describe('Of this message; a receiver that sees it twice may drop the second.'),
    /** The same for all messages about one thing, so that receivers keep them together and tickets are opened once. */
    key: z.string().max(200),
    about: z.enum(['alert', 'incident', 'test']),
    state: z.enum(['opened', 'changed', 'acknowledged', 'resolved']).describe('`acknowledged`: somebody has taken it over.'),
    time: z.iso.datetime(),
    severity: z.enum(SEVERITIES),
    title: z.string().max(200),
    text: z.string().max(4000).describe('Plain text, several lines.'),
    facts: z
      .array(z.tuple([z.string().max(100), z.string().max(500)]))
      .max(30)
      .describe('Names and values, in the order in which they are to be shown.'),
    apis: z.array(z.string()).max(50),
    owners: z.array(z.string().max(200)).max(50).describe('Owners of the APIs.'),
    commands: z.array(z.string().max(500)).max(10).describe('What to type to see more or to act.'),
  })
  .describe('A message to people.');

export type Notification = Readonly<z.infer<typeof notificationSchema>>;
