import { createHash } from 'node:crypto';

import type { ChannelConfiguration, Notification } from '@airside/domain';
import { createTransport } from 'nodemailer';

import { withoutSecrets } from '../outgoing/judge.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText, plainText } from './text/content.ts';

type Settings = NonNullable<ChannelConfiguration['email']>;

const LONGEST_SUBJECT = 200;
const LARGEST_RESPONSE_BYTES = 16 * 1024;
/** Mails of which it is remembered who does not have them yet. */
const MOST_REMEMBERED = 1000;

/**
 * A mail server. Each mail is plain text on a connection of its own. A server takes a mail for some recipients and not for others (RFC 5321
 * section 3.3): it is sent again to those who lack it only, as far as this is remembered; after a restart to all, under the same `Message-ID`.
 */
export function emailReceiver(settings: Settings, context: ReceiverContext): Receiver {
  const { host, security, port = security === 'tls' ? 465 : 587, user, password } = settings;
  const secrets = password === undefined ? [] : [password.reveal(), Buffer.from(`\0${user}\0${password.reveal()}`).toString('base64')];
  /** By id of the notification. */
  const lacking = new Map<string, readonly string[]>();
  return {
    target: `${host}:${port}`,
    async deliver(notification, { signal }) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(context.timeoutMs)]);
      const transport = createTransport(transportOptions({ ...settings, port }, context));
      try {
        const envelope = { from: settings.from, to: [...(lacking.get(notification.id) ?? settings.to)] };
        const {
          response,
          rejected,
          rejectedErrors = [],
        } = await transport.sendMail({
          ...mailOf(notification, settings),
          envelope,
          signal: limit,
        });
        lacking.delete(notification.id);
        if (rejected.length === 0) return { kind: 'delivered', answer: withoutSecrets(response, secrets) };
        if (lacking.size >= MOST_REMEMBERED) for (const [oldest] of lacking.entries().take(1)) lacking.delete(oldest);
        lacking.set(notification.id, rejected);
        return { kind: 'later', reason: withoutSecrets(whoLacksIt(rejectedErrors), secrets), othersHaveIt: true };
      } catch (error) {
        if (limit.aborted) return { kind: 'later', reason: `no complete answer within ${context.timeoutMs} ms` };
        const { message, rejectedErrors } = error as MailFailure;
        if (rejectedErrors === undefined || !lacking.has(notification.id))
          return { kind: 'later', reason: withoutSecrets(message, secrets) };
        return { kind: 'later', reason: withoutSecrets(whoLacksIt(rejectedErrors), secrets), othersHaveIt: true };
      } finally {
        transport.close();
      }
    },
  };
}

function transportOptions({ host, port, security, user, password }: Settings, { timeoutMs, ca }: ReceiverContext) {
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(password !== undefined && { auth: { user, pass: password.reveal() } }),
    // Said outright, so that no environment variable turns the check of certificates off.
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) } as const,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    maxResponseSize: LARGEST_RESPONSE_BYTES,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Nothing of the notification is in a header but the subject, in one line. Mails of one key belong to one thread (RFC 5322 section 3.6.4);
 * the same notification has the same `Message-ID` however often it is sent. RFC 3834 says that no program is to answer.
 */
function mailOf(notification: Notification, { from, to }: Settings) {
  const content = contentOf(notification);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const thread = `<${digest(notification.key)}.thread@${domain}>`;
  return {
    from,
    to: [...to],
    subject: fitText(content.heading, LONGEST_SUBJECT),
    text: plainText(content),
    messageId: `<${digest(notification.id)}@${domain}>`,
    references: thread,
    inReplyTo: thread,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

type MailFailure = Error & { readonly recipient?: string | undefined; readonly rejectedErrors?: readonly MailFailure[] | undefined };

function whoLacksIt(failures: readonly MailFailure[]): string {
  return `taken, but not for ${failures.map(({ recipient, message }) => `${recipient}: ${message}`).join('; ')}`;
}
