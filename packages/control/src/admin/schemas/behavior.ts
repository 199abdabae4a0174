import {
  canonicalAddress,
  detectionSchema,
  type Exchange,
  FEEDBACK,
  faultInSubject,
  incidentSchema,
  judgementSchema,
  LONGEST_ORDER_MS,
  SANCTION_ACTIONS,
  SEVERITIES,
  type Subject,
  sanctionSchema,
  subjectOf,
  subjectSchema,
} from '@airside/domain';
import { z } from 'zod';

import { limit } from './page.ts';
import { effect } from './views.ts';

const MOST_NAMES = 4;

/** A name of a caller as one word, `user:acme`. */
const subject = z
  .string()
  .max(310)
  .transform((text, context) => {
    const found = subjectOf(text);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'expected a name such as address:192.0.2.1 or user:acme' });
    return z.NEVER;
  });

export const bySubject = z.object({ subject });
export const byBehaviorId = z.object({ id: z.string().min(1).max(64) });

const page = {
  limit,
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .exactOptional()
    .describe('The `next` of the page before.'),
};
const api = z.string().min(1).max(64).exactOptional();
const severity = z.enum(SEVERITIES).exactOptional().describe('This severity or a worse one.');
const since = z.iso.datetime().exactOptional();

export const behaviorPage = z.strictObject(page);
export const incidentQuery = z.strictObject({
  ...page,
  state: z.enum(['open', 'closed']).exactOptional(),
  api,
  severity,
  subject: subject.exactOptional(),
  since,
});
export const detectionQuery = z.strictObject({
  ...page,
  api,
  indicator: z.string().min(1).max(64).exactOptional(),
  severity,
  subject: subject.exactOptional(),
  since,
});
export const sanctionQuery = z.strictObject({
  ...page,
  after: z
    .string()
    .regex(/^u?\d{1,15}$/)
    .exactOptional()
    .describe('The `next` of the page before.'),
  active: z.enum(['true', 'false']).exactOptional(),
  subject: subject.exactOptional(),
});

const note = z.string().max(2000).nullable().default(null);
export const closing = z.strictObject({ feedback: z.enum(FEEDBACK).nullable().default(null), note });
export const judging = z.strictObject({ feedback: z.enum(FEEDBACK), note });

export const newSanction = z
  .strictObject({
    action: z.enum(SANCTION_ACTIONS).default('block'),
    match: sanctionSchema.shape.match
      .max(MOST_NAMES)
      .transform((names) => names.map(({ kind, id }) => ({ kind, id: kind === 'address' ? canonicalAddress(id) : id }))),
    api: z.string().min(1).max(64).nullable().default(null),
    forMs: z.int().min(1000).max(LONGEST_ORDER_MS).describe('How long it lasts, at most a year.'),
    dryRun: z.boolean().default(false),
    requestsPerMinute: z.number().positive().max(1_000_000).nullable().default(null),
    reason: z.string().min(1).max(500).default('ordered by hand'),
  })
  .refine(({ action, requestsPerMinute }) => (action === 'throttle') === (requestsPerMinute !== null), {
    path: ['requestsPerMinute'],
    error: 'is for a throttle, which has to have it',
  })
  .refine(({ match }) => new Set(match.map(({ kind }) => kind)).size === match.length, {
    path: ['match'],
    error: 'each kind of name can stand once',
  })
  .refine(({ action, match }) => action !== 'stepUp' || match.some(canProveAnew), {
    path: ['match'],
    error:
      'expected a token, or a user of an issuer (user:ISSUER#SUBJECT), among the names of a step-up: nobody else could prove anew who they are, and all would be refused',
  })
  .superRefine(({ match }, context) => {
    for (const [index, name] of match.entries()) {
      const message = faultInSubject(name);
      if (message !== undefined) context.addIssue({ code: 'custom', path: ['match', index, 'id'], message });
    }
  });

/** Without an issuer there is nobody to whom a caller could be sent. */
function canProveAnew({ kind, id }: Subject): boolean {
  return kind === 'token' || (kind === 'user' && id.includes('#'));
}

export const sanctionView = sanctionSchema.extend({
  hits: z.int().nonnegative(),
  stored: z.boolean().default(true).describe('Whether a restart would remember it as it is: not while the disk is full.'),
});
export const sanctionChanged = z.object({ record: sanctionView, effect, warning: z.string().nullable() });
const eventView = z.object({
  sequence: z.int(),
  time: z.string(),
  by: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.string(),
  subject: subjectSchema.nullable(),
});
export const detectionView = detectionSchema.extend({
  verdict: judgementSchema
    .omit({ about: true })
    .extend({ feedback: z.enum(FEEDBACK) })
    .exactOptional()
    .describe('What a person said of it or, where nothing was said of it alone, of its incident.'),
});
const warning = z.string().nullable().describe('What is to be known about it: the engine has not taken it yet.');
export const incidentSaid = z.object({ record: incidentSchema, warning });
export const detectionSaid = z.object({ record: detectionView, warning });
export const incidentDetails = z.object({
  incident: incidentSchema,
  detections: z.array(detectionView).readonly(),
  sanctions: z.array(sanctionView).readonly(),
  events: z.array(eventView).readonly(),
});
export const suspectedCaller = z.object({ subject: subjectSchema, detections: z.int(), risk: z.number(), last: z.string() });
export const callerTimeline = z.object({
  subject: subjectSchema,
  detections: z.array(detectionView).readonly(),
  incidents: z.array(incidentSchema).readonly(),
  sanctions: z.array(sanctionView).readonly(),
  events: z.array(eventView).readonly(),
  // As they are stored: older ones may have been written by another version.
  exchanges: z.array(z.custom<Exchange>((value) => typeof value === 'object' && value !== null)).readonly(),
});
export const behaviorStatus = z.object({
  state: z.enum(['off', 'stopped', 'away', 'training', 'watching']),
  trainingUntil: z.string().nullable(),
  observed: z.int(),
  dropped: z.int(),
  openIncidents: z.int(),
  activeSanctions: z.int(),
  dryRunSanctions: z.int(),
  training: z
    .array(
      z.object({
        api: z.string(),
        operation: z.string(),
        observations: z.number(),
        sinceMs: z.number(),
        confidence: z.number(),
        state: z.enum(['training', 'watching']),
        week: z
          .array(z.number().nullable())
          .readonly()
          .describe('Mean calls in each of the 168 hours of the week, from Monday 0:00 UTC on; null for hours that are not known yet.'),
      }),
    )
    .readonly(),
});
export const adviceView = z.object({
  items: z
    .array(
      z.object({
        kind: z.enum(['rate-limit', 'tighter-schema', 'unused-operation', 'unused-scope']),
        api: z.string(),
        operation: z.string().nullable(),
        title: z.string(),
        because: z.string(),
        configuration: z.string().nullable(),
        confidence: z.number(),
        touched: z.object({ requests: z.int(), of: z.int(), callers: z.int() }),
      }),
    )
    .readonly(),
});
export { incidentSchema as incidentView };
