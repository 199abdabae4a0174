import { z } from 'zod';

import { SANCTION_ACTIONS } from '../../behavior/sanction.ts';
import { SEVERITIES } from '../../behavior/severity.ts';
import { duration, identifier } from '../scalars.ts';

const MOST_ENTRIES = 10_000;

/** What can be named in a block: one kind of name, or several that have to fit together, `address+user`. */
const SANCTIONED = ['session', 'token', 'credential', 'application', 'user', 'address', 'network'] as const;
const target = z
  .string()
  .regex(/^[a-z]+(\+[a-z]+){0,3}$/, {
    error: `expected kinds of names joined by "+", such as address+user; kinds are ${SANCTIONED.join(', ')}`,
  })
  .refine((text) => text.split('+').every((kind) => (SANCTIONED as readonly string[]).includes(kind)), {
    error: `expected names of these kinds: ${SANCTIONED.join(', ')}`,
  })
  .refine((text) => new Set(text.split('+')).size === text.split('+').length, { error: 'expected each kind once' });

const step = z
  .strictObject({
    do: z
      .enum(['record', 'notify', ...SANCTION_ACTIONS, 'ticket'])
      .describe(
        '`record`: a line in the history of the caller. `notify`: a message, one for each incident. `throttle`: fewer requests. `stepUp`: users have to prove who they are anew (RFC 9470). `block`: 403. `ticket`: a message to the channels that open tickets.',
      ),
    risk: z.number().min(0).max(100).default(0).describe('From this risk of the caller on …'),
    severity: z.enum(SEVERITIES).default('info').describe('… and from this severity of the detection on.'),
    indicators: z.array(z.string().max(64)).max(200).optional().describe('Only for these indicators; for all where absent.'),
    apis: z.array(identifier()).max(MOST_ENTRIES).optional().describe('Only for detections at these APIs; at all where absent.'),
    dryRun: z.boolean().default(true).describe('Only say what would be done.'),
    for: duration().optional().describe('How long it lasts. `throttle`, `stepUp` and `block` have to have an end.'),
    of: z
      .array(target)
      .min(1)
      .max(10)
      .optional()
      .describe(
        'By what the caller is hit, the first that is known of it; combinations such as `address+user` hit fewer others. Where absent: session, token, credential, user, address.',
      ),
    where: z.enum(['api', 'everywhere']).default('api').describe('At the API of the detection, or at all APIs.'),
    requestsPerMinute: z.number().positive().max(1_000_000).optional().describe('For `throttle`: how many requests may still pass.'),
    channels: z
      .array(identifier())
      .max(50)
      .optional()
      .describe('For `notify` and `ticket`: the channels; where absent, those that are for it.'),
  })
  .describe('One step of the ladder.');

/** The ladder of whoever configures none: people are told, and what harms callers is only tried. */
const DEFAULT_LADDER: readonly z.input<typeof step>[] = [
  { do: 'record' },
  { do: 'notify', severity: 'high', dryRun: false },
  { do: 'throttle', severity: 'medium', risk: 70, requestsPerMinute: 30, for: '30m' },
  { do: 'stepUp', severity: 'high', risk: 80, of: ['token', 'user'], for: '1h' },
  { do: 'block', severity: 'high', risk: 90, for: '1h' },
  { do: 'ticket', severity: 'critical', risk: 90 },
];

const decoys = z
  .strictObject({
    paths: z
      .array(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63} \/[\x21-\x7e]{0,500}$/, {
          error: 'expected an API and a path below it, such as `orders /internal/export`',
        }),
      )
      .max(1000)
      .default([])
      .describe(
        'Paths that nobody has a reason to ask for, one line each: the API and the path below its base path, `orders /internal/export`.',
      ),
    apis: z
      .array(
        z.string().regex(/^([a-z0-9][a-z0-9.-]{0,252})?\/[\x21-\x7e]{1,500}$/, {
          error: 'expected a path with or without a host before it, such as /admin-api or api.example.com/v0',
        }),
      )
      .max(1000)
      .default([])
      .describe(
        'Whole APIs that are none, one line each: a base path, or host and base path. All below is answered with 401, and nobody is behind it.',
      ),
  })
  .describe('Bait: who touches it looks for what is not theirs.');

const reputation = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .describe(
        'A file with an address or network (CIDR) a line; `#` begins a comment. Read again when it changes. Relative to the configuration.',
      ),
    name: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe('What the addresses are, as people read it: `Tor exits`; the name of the file where absent.'),
    certain: z
      .boolean()
      .default(false)
      .describe('A call from one of them is reason enough for an incident. Else it counts as far as such calls are unusual here.'),
  })
  .describe('A list of addresses with a bad name.');

const responses = z
  .strictObject({
    allow: z
      .array(z.string().max(310))
      .max(MOST_ENTRIES)
      .default([])
      .describe(
        'Who is never hit, whatever others order: names such as `user:acme`, `credential:ci`, and addresses or networks such as 192.0.2.0/24. This comes before all blocks.',
      ),
    cap: z
      .strictObject({
        requests: z
          .number()
          .min(0)
          .max(1)
          .default(0.05)
          .describe('The share of the requests of the last hour that were answered with success; 50 of them are always within it.'),
        callers: z
          .number()
          .min(0)
          .max(1)
          .default(0.05)
          .describe(
            'The share of the callers who have done well for a while, and of the others who did well in the last hour; one of each is always within it.',
          ),
      })
      .prefault({})
      .describe('How much of the traffic automated blocks may hit together. What would hit more is not done, and people are told.'),
    sharedAddress: z
      .int()
      .min(1)
      .default(3)
      .describe(
        'An address behind which so many callers do well is not blocked as such: a combination is, where more is known of the caller.',
      ),
    ladder: z
      .array(step)
      .max(50)
      .prefault([...DEFAULT_LADDER])
      .describe(
        'What is done when something is detected, from mild to hard. Every step whose conditions hold counts; of what a gateway does to callers, the hardest.',
      ),
  })
  .describe('What is done about detections.');

export const behavior = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Learn from the traffic, and say what is unusual in it.'),
    training: duration()
      .prefault('7d')
      .describe(
        'Nothing is reported of an API before it was watched for so long: a week, as the days of a week differ. Decoys count at once.',
      ),
    halfLife: duration().prefault('14d').describe('What is learned counts half after this time.'),
    falseIncidentsPerMillion: z
      .number()
      .positive()
      .max(1000)
      .default(1)
      .describe('How many false incidents are expected for a million requests; thresholds follow from it.'),
    mostCallers: z.int().min(100).max(10_000_000).default(100_000).describe('Callers that are remembered at most.'),
    mostOperations: z.int().min(10).max(100_000).default(5_000).describe('Operations that are learned at most.'),
    sessionCookies: z
      .array(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, { error: 'expected the name of a cookie' }))
      .max(20)
      .default([])
      .describe('Cookies that hold a session. Its hash is recorded, never itself.'),
    fingerprintHeader: z
      .string()
      .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, { error: 'expected the name of a header field' })
      .optional()
      .describe('The field in which a trusted proxy says how the client does TLS (JA4 or the like). Not read from others.'),
    decoys: decoys.prefault({}),
    reputation: z.array(reputation).max(100).default([]).describe('Lists of addresses.'),
    responses: responses.prefault({}),
    keep: duration().prefault('90d').describe('Detections, incidents and what was done about them are deleted after this time.'),
    keepAtMost: z.int().min(1000).max(100_000_000).default(200_000).describe('Beyond this many detections the oldest are deleted.'),
  })
  .describe('Learning how the APIs are used, and acting on what deviates.');
