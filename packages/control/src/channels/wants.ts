import { type ChannelConfiguration, type Notification, SEVERITIES } from '@airside/domain';

/** Whether a notification is for a channel, as `for` in its configuration says. */
export function wants(wanted: ChannelConfiguration['for'], notification: Notification): boolean {
  const { about, state, severity, apis, owners } = notification;
  if (about === 'test') return false;
  return (
    wanted.about.includes(about) &&
    SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(wanted.severity) &&
    (wanted.resolved || state !== 'resolved') &&
    (wanted.apis === undefined || wanted.apis.some((api) => apis.includes(api))) &&
    (wanted.owners === undefined || wanted.owners.some((owner) => owners.includes(owner)))
  );
}
