import { z } from 'zod';

import { SANCTION_ACTIONS } from '../../../behavior/sanction.ts';
import { SEVERITIES } from '../../../behavior/severity.ts';
import { DIMENSIONS } from '../../../rollups/metric.ts';
import { duration, identifier } from '../../scalars.ts';
import { absence, burnRate, change, expiry, incident, threshold } from './conditions.ts';

/** What a rule can be about; a rule has exactly one of them. */
export const CONDITION_KINDS = ['threshold', 'change', 'burnRate', 'absence', 'expiry', 'incident'] as const;

const names = z.array(z.string().min(1).max(300)).min(1).max(100);
const channels = z.array(identifier()).max(20);

const scope = z
  .strictObject({
    apis: names.optional().describe('Ids of APIs.'),
    operations: names.optional().describe('Ids of operations, or `METHOD /template`.'),
    consumers: names.optional().describe('Ids of consumers; `-` for none.'),
    countries: names.optional().describe('Countries (ISO 3166-1, two letters); `-` where it is not known.'),
    networks: names.optional().describe('Autonomous systems such as `AS64500`.'),
  })
  .describe('What traffic is looked at; all of it where nothing is said.');

const escalation = z
  .strictObject({
    after: duration().describe('How long after the first message, where nobody has acknowledged.'),
    channels: channels.min(1).describe('Who is told then.'),
  })
  .describe('Who is told next where nobody reacts.');

const action = z
  .strictObject({
    action: z.enum(SANCTION_ACTIONS).describe('What is done to the caller that the alert is about.'),
    during: duration().prefault('15m').describe('For how long.'),
    requestsPerMinute: z.number().positive().max(1e6).optional().describe('With `throttle`: how many requests may still pass.'),
    dryRun: z.boolean().default(true).describe('Only record whom it would hit.'),
  })
  .describe('What is asked of the ladder of responses when it fires. The ladder has the last word: allow lists and caps hold.');

export const alertRule = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Look at it at all.'),
    threshold: threshold.optional(),
    change: change.optional(),
    burnRate: burnRate.optional(),
    absence: absence.optional(),
    expiry: expiry.optional(),
    incident: incident.optional(),
    scope: scope.prefault({}),
    groupBy: z
      .array(z.enum(['api', ...DIMENSIONS]))
      .max(2)
      .default(['api'])
      .describe(
        'An alert for each of these: `api` and one of `operation`, `consumer`, `country`, `network`. One for all together where empty.',
      ),
    for: duration().prefault('0s').describe('How long it has to hold before it fires.'),
    clearFor: duration()
      .prefault('5m')
      .describe('How long it has to be over before it counts as over. Doubles, up to an hour, each time it comes back within one.'),
    severity: z.enum(SEVERITIES).default('medium').describe('How bad it is.'),
    labels: z.record(identifier(), z.string().max(100)).default({}).describe('What else is to be known of it, for silences and receivers.'),
    title: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'Title of the message. `{api}`, `{operation}`, `{consumer}`, `{country}`, `{network}`, `{value}`, `{threshold}`, `{rule}`, `{severity}` stand for what they name.',
      ),
    text: z.string().min(1).max(2000).optional().describe('What the message says, with the same placeholders: what it means, what to do.'),
    notifyBy: z
      .array(z.enum(['api', ...DIMENSIONS]))
      .max(2)
      .optional()
      .describe('One message for all alerts of the rule that share these; where absent, one for each API where the alerts are by API.'),
    channels: channels.optional().describe('Who is told; those of `alerts.channels` where absent.'),
    escalation: z.array(escalation).max(5).default([]).describe('Who is told next where nobody reacts.'),
    repeat: duration()
      .optional()
      .describe('How often it is said again while it fires and nobody has acknowledged; `alerts.repeat` where absent.'),
    mutedBy: z
      .array(identifier())
      .max(20)
      .optional()
      .describe(
        'Rules whose alerts keep this one quiet for the same API. Where absent, rules about durations are quiet while `availability-burn` or `api-silent` fire.',
      ),
    action: action.optional(),
  })
  .refine((rule) => CONDITION_KINDS.filter((kind) => rule[kind] !== undefined).length === 1, {
    error: `expected exactly one of ${CONDITION_KINDS.join(', ')}`,
  })
  .refine(({ groupBy }) => groupBy.filter((name) => name !== 'api').length <= 1, {
    error: 'expected at most one besides api',
    path: ['groupBy'],
  })
  .describe('When somebody is to be told.');
