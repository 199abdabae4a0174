import { z } from 'zod';

import { SEVERITIES } from './severity.ts';
import { subjectSchema } from './subject.ts';

/** What a person says of a detection or an incident. `expected`: it happened as described and is no attack, such as a load test. */
export const FEEDBACK = ['true', 'false', 'expected'] as const;

export type Feedback = (typeof FEEDBACK)[number];

/** Detections that belong together: one campaign, whatever the number of requests, callers and addresses. */
export const incidentSchema = z
  .strictObject({
    id: z.string().max(64),
    state: z.enum(['open', 'closed']),
    title: z.string().max(200),
    severity: z.enum(SEVERITIES),
    risk: z.number().min(0).max(100),
    opened: z.iso.datetime(),
    first: z.iso.datetime().describe('Time of the first exchange that counts towards it.'),
    last: z.iso.datetime().describe('Time of the last one.'),
    closed: z.iso.datetime().nullable(),
    indicators: z.array(z.strictObject({ id: z.string().max(64), detections: z.int().positive() })).max(100),
    apis: z.array(z.string()).max(50),
    operations: z.array(z.string().max(300)).max(50),
    subjects: z
      .array(subjectSchema.extend({ detections: z.int().positive() }))
      .max(200)
      .describe('Who takes part, most detections first; see `subjectCount` for how many there are.'),
    subjectCount: z.int().nonnegative(),
    detections: z.int().positive(),
    requests: z.int().positive(),
    succeeded: z.boolean().describe('The API answered at least one of the requests with success.'),
    feedback: z.enum(FEEDBACK).nullable(),
    note: z.string().max(2000).nullable(),
  })
  .describe('Detections that belong together.');

export type Incident = Readonly<z.infer<typeof incidentSchema>>;
