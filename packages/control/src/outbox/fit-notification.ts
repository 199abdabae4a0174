import { type Notification, notificationSchema } from '@airside/domain';

/**
 * A notification as it may be kept: texts and lists that are too long are cut, because a message that says less is better than none. Throws a
 * `TypeError` that says what is wrong with one that cannot be mended so.
 */
export function fitNotification(notification: Notification): Notification {
  if (notificationSchema.safeParse(notification).success) return notification;
  const { key, title, text, facts, apis, owners, commands, ...rest } = notification;
  const { success, data, error } = notificationSchema.safeParse({
    ...rest,
    key: key.slice(0, 200),
    title: title.slice(0, 200),
    text: text.slice(0, 4000),
    facts: facts.slice(0, 30).map(([name, value]) => [name.slice(0, 100), value.slice(0, 500)]),
    apis: apis.slice(0, 50),
    owners: owners.slice(0, 50).map((owner) => owner.slice(0, 200)),
    commands: commands.slice(0, 10).map((command) => command.slice(0, 500)),
  });
  if (success) return data;
  const [issue] = error.issues;
  throw new TypeError(`a notification cannot be sent: /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'is not valid'}`);
}
