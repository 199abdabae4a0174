import { CHANNEL_KINDS, type ChannelConfiguration, type ChannelKind } from '@airside/domain';

import type { Channel } from '../outbox/channel.ts';
import { emailReceiver } from './email.ts';
import { githubReceiver } from './github.ts';
import { gitlabReceiver } from './gitlab.ts';
import { jiraReceiver } from './jira.ts';
import { pagerdutyReceiver } from './pagerduty.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { slackReceiver } from './slack.ts';
import { teamsReceiver } from './teams.ts';
import { wants } from './wants.ts';
import { webhookReceiver } from './webhook.ts';

/** Undefined where the configuration of a channel does not have this kind of receiver. */
type Create = (configuration: ChannelConfiguration, context: ReceiverContext) => Receiver | undefined;

const RECEIVERS: Readonly<Record<ChannelKind, Create>> = {
  webhook: ({ webhook }, context) => webhook && webhookReceiver(webhook, context),
  slack: ({ slack }, context) => slack && slackReceiver(slack, context),
  teams: ({ teams }, context) => teams && teamsReceiver(teams, context),
  email: ({ email }, context) => email && emailReceiver(email, context),
  pagerduty: ({ pagerduty }, context) => pagerduty && pagerdutyReceiver(pagerduty, context),
  github: ({ github }, context) => github && githubReceiver(github, context),
  gitlab: ({ gitlab }, context) => gitlab && gitlabReceiver(gitlab, context),
  jira: ({ jira }, context) => jira && jiraReceiver(jira, context),
};

const TRACKERS: ReadonlySet<ChannelKind> = new Set(['github', 'gitlab', 'jira']);

/** A channel as the configuration describes it. `ca` is the content of the file that it names. */
export function createChannel(name: string, configuration: ChannelConfiguration, ca: string | undefined): Channel {
  const { timeout: timeoutMs, for: wanted } = configuration;
  for (const kind of CHANNEL_KINDS) {
    const receiver = RECEIVERS[kind](configuration, { timeoutMs, ca });
    if (receiver === undefined) continue;
    const { target, deliver } = receiver;
    return { name, kind, isTracker: TRACKERS.has(kind), target, wants: (notification) => wants(wanted, notification), deliver };
  }
  throw new TypeError(`expected the channel ${name} to have one of ${CHANNEL_KINDS.join(', ')}`);
}
