import { z } from 'zod';

import { SUBJECT_KINDS, subjectSchema } from './subject.ts';

/** What people order, a sanction or a silence, lasts a year at most. */
export const LONGEST_ORDER_MS = 366 * 86_400_000;

/** What a gateway can do to a caller, from mild to hard. */
export const SANCTION_ACTIONS = ['throttle', 'stepUp', 'block'] as const;

const part = z.strictObject({ taken: z.number().nonnegative(), of: z.number().nonnegative() });

/** What a gateway does to a caller for a while. All of `match` has to fit: a combination hits fewer innocent callers. */
export const sanctionSchema = z
  .strictObject({
    id: z.string().max(64),
    action: z.enum(SANCTION_ACTIONS),
    match: z
      .array(subjectSchema.extend({ kind: z.enum(SUBJECT_KINDS).exclude(['api']) }))
      .min(1)
      .max(4)
      .describe('Who it hits; each kind once.'),
    api: z.string().nullable().describe('At this API only; at all where null.'),
    requestsPerMinute: z.number().positive().nullable().describe('For `throttle`: how many requests may still pass.'),
    dryRun: z.boolean().describe('Only recorded: what it would have hit is counted.'),
    created: z.iso.datetime(),
    expires: z.iso.datetime(),
    by: z.string().max(200).describe('Who ordered it: `person:NAME`, or `response:NAME` for the ladder.'),
    reason: z.string().max(500),
    incident: z.string().max(64).nullable(),
    undone: z.strictObject({ time: z.iso.datetime(), by: z.string().max(200) }).nullable(),
    weight: z
      .strictObject({
        requests: part.describe('Of what was answered with success in the hour before, without what counts towards detections.'),
        known: part.describe('Of the callers that had done well for a while.'),
        others: part.describe('Of all callers that did well in the hour before, where it hits none of the former.'),
      })
      .exactOptional()
      .describe('What an automated block took of the traffic when it was imposed: so much of `behavior.responses.cap` is used up by it.'),
  })
  .describe('A block, a throttle or a demand for a second proof, with a time limit.');

export type Sanction = Readonly<z.infer<typeof sanctionSchema>>;
export type SanctionAction = (typeof SANCTION_ACTIONS)[number];

/** What changes among the sanctions in effect. */
export type SanctionChange = { readonly kind: 'impose'; readonly sanction: Sanction } | { readonly kind: 'lift'; readonly id: string };
