import { type ChannelConfiguration, type Notification, SEVERITIES } from '@airside/domain';

/** Whether a notification is for a channel, as `for` in its configuration says. The test of an alert rule is for those that its alerts would be for. */
export function wants(wanted: ChannelConfiguration['for'], notification: Notification): boolean {
  const { about, state, severity, apis, owners } = notification;
  return (
    wanted.about.includes(about === 'test' ? 'alert' : about) &&
    SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(wanted.severity) &&
    (wanted.resolved || state !== 'resolved') &&
    (wanted.apis === undefined || wanted.apis.some((api) => apis.includes(api))) &&
    (wanted.owners === undefined || wanted.owners.some((owner) => owners.includes(owner)))
  );
}
