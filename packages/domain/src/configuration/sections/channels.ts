import { z } from 'zod';

import { SEVERITIES } from '../../behavior/severity.ts';
import { duration, identifier } from '../scalars.ts';
import { email, github, gitlab, jira, pagerduty, slack, teams, webhook } from './channel-kinds.ts';

const MOST_CHANNELS = 50;
const LONGEST_TIMEOUT_MS = 25_000;

/** What can receive messages. A channel has one of these. */
export const CHANNEL_KINDS = ['webhook', 'slack', 'teams', 'email', 'pagerduty', 'github', 'gitlab', 'jira'] as const;

export type ChannelKind = (typeof CHANNEL_KINDS)[number];

const wanted = z
  .strictObject({
    about: z
      .array(z.enum(['alert', 'incident']))
      .min(1)
      .default(['alert', 'incident'])
      .describe('What the messages are about.'),
    severity: z.enum(SEVERITIES).default('info').describe('Messages of this severity and worse.'),
    apis: z
      .array(identifier())
      .min(1)
      .max(1000)
      .optional()
      .describe('Only messages about one of these APIs; where absent, about any or none.'),
    owners: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(1000)
      .optional()
      .describe('Only messages about an API of one of these owners (`apis.<name>.owner`).'),
    resolved: z.boolean().default(true).describe('Say when it is over, too.'),
  })
  .describe('Which messages are for this channel: those for which all of it holds.');

const channel = z
  .strictObject({
    for: wanted.prefault({}),
    timeout: duration()
      .refine((ms) => ms >= 100 && ms <= LONGEST_TIMEOUT_MS, { error: 'expected a duration from 100ms to 25s' })
      .prefault('10s')
      .describe('Time for the receiver to answer; it is tried again afterwards.'),
    ca: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Certificates (PEM) of the authorities that the receiver's certificate may come from, instead of the public ones. Relative to the configuration file.",
      ),
    webhook: webhook.optional(),
    slack: slack.optional(),
    teams: teams.optional(),
    email: email.optional(),
    pagerduty: pagerduty.optional(),
    github: github.optional(),
    gitlab: gitlab.optional(),
    jira: jira.optional(),
  })
  .refine((value) => CHANNEL_KINDS.filter((kind) => value[kind] !== undefined).length === 1, {
    error: `expected exactly one of ${CHANNEL_KINDS.join(', ')}`,
  })
  .describe('A way to people: one receiver, and what it is told.');

export const channels = z
  .record(identifier(), channel)
  .refine((value) => Object.keys(value).length <= MOST_CHANNELS, { error: `expected at most ${MOST_CHANNELS} channels` })
  .default({})
  .describe('Where messages about incidents and alerts go, by name.');
