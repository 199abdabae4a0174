import type { AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { type Certificate, makeCertificate } from '../../test/certificate.ts';
import { channelOf, deliver } from '../../test/configured-channel.ts';
import { hostileNotification } from '../../test/hostile-notification.ts';
import { notificationWith } from '../../test/notification.ts';

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly isSecure: boolean;
  readonly user: string | undefined;
}

let certificate: Certificate;
beforeAll(() => {
  certificate = makeCertificate();
});

async function startMailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    onAuth: ({ username, password }, _session, callback) =>
      password === 'hunter22' ? callback(null, { user: username ?? '' }) : callback(new Error(`no entry with ${password}`)),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          isSecure: session.secure,
          user: session.user as string | undefined,
        });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  const channel = (more = '', ca: string | undefined = certificate.cert) =>
    channelOf(
      `timeout: 3s, email: { host: 127.0.0.1, port: ${port}, from: airside@shop.example, to: [a@shop.example, b@shop.example] ${more} }`,
      { PASSWORD: 'hunter22', WRONG: 'letmein00' },
      ca,
    );
  return { mails, channel };
}

/** Header fields by name, unfolded; and the body. */
function parse(raw: string) {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => line.split(/: (.*)/s)).map(([name = '', value = '']) => [name.toLowerCase(), value] as const);
  const encoding = headers.find(([name]) => name === 'content-transfer-encoding')?.[1];
  const body = raw.slice(end + 4);
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : encoding === 'quoted-printable'
        ? Buffer.from(
            body
              .replaceAll(/=\r\n/g, '')
              .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString()
        : body;
  return { headers, names: headers.map(([name]) => name), text, header: (name: string) => headers.find(([key]) => key === name)?.[1] };
}

test('a mail goes over STARTTLS unless something else is said, in plain text, as one thread for each key', async () => {
  const { mails, channel } = await startMailServer();
  expect(await deliver(channel(), notificationWith())).toMatchObject({ kind: 'delivered', answer: expect.stringContaining('250') });
  await deliver(channel(), notificationWith({ id: 'n2', state: 'resolved' }));
  expect(mails.map(({ isSecure, from, to }) => [isSecure, from, to])).toEqual(
    Array.from({ length: 2 }, () => [true, 'airside@shop.example', ['a@shop.example', 'b@shop.example']]),
  );
  const [first, second] = mails.map(({ raw }) => parse(raw));
  expect(first?.header('subject')).toBe('[high, new] Enumeration of orders');
  expect(first?.header('content-type')).toContain('text/plain');
  expect(first?.text).toMatch(/It goes on\.[\s\S]*Caller: user:alice[\s\S]*airside incidents show 1/);
  expect(first?.header('references')).toBe(second?.header('references'));
  expect(first?.header('message-id')).not.toBe(second?.header('message-id'));
  expect(first?.header('auto-submitted')).toBe('auto-generated');
});

test('callers can write no header field, no further recipient and no end of the mail', async () => {
  const { mails, channel } = await startMailServer();
  await deliver(channel(), notificationWith());
  await deliver(channel(), hostileNotification());
  expect(mails).toHaveLength(2);
  const [plain, hostile] = mails.map(({ raw }) => parse(raw));
  expect(new Set(hostile?.names)).toEqual(new Set(plain?.names));
  expect(mails[1]?.to).toEqual(mails[0]?.to);
  expect(hostile?.names.filter((name) => name === 'subject' || name === 'bcc')).toEqual(['subject']);
  expect(hostile?.text).not.toMatch(/\u001b|\u202e|\u2028/);
  expect(hostile?.text).toContain('MAIL FROM:<a@b>');
  expect(hostile?.text).toContain('airside incidents show'.slice(0, 7));
});

test('who signs in does so in TLS only', async () => {
  const { mails, channel } = await startMailServer({ authOptional: false });
  expect((await deliver(channel(", user: u, password: '${env:PASSWORD}'"), notificationWith())).kind).toBe('delivered');
  expect(mails[0]).toMatchObject({ user: 'u', isSecure: true });
  expect(() => channel(", security: none, user: u, password: '${env:PASSWORD}'")).toThrow(/no password with security: none/);
});

test('mail in clear leaves this machine to nobody', () => {
  const to = (host: string) => channelOf(`email: { host: ${host}, security: none, from: a@b.example, to: [c@d.example] }`);
  expect(() => to('mail.example.com')).toThrow(/a mail server on this machine/);
  for (const host of ['localhost', '127.0.0.1', '"[::1]"']) expect(to(host).target).toContain('587');
});

test('a password that is refused is tried again, as it may be a new one, and not told', async () => {
  const { mails, channel } = await startMailServer({ authOptional: false });
  const outcome = await deliver(channel(", user: u, password: '${env:WRONG}'"), notificationWith());
  expect(outcome).toMatchObject({ kind: 'later', reason: expect.stringContaining('535') });
  expect(JSON.stringify(outcome)).not.toContain('letmein00');
  expect(mails).toEqual([]);
});

test('a server without STARTTLS gets nothing, not even where that would be all it takes', async () => {
  const { mails, channel } = await startMailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS', 'AUTH'] });
  expect((await deliver(channel(), notificationWith())).kind).not.toBe('delivered');
  expect(mails).toEqual([]);
  expect((await deliver(channel(', security: none'), notificationWith())).kind).toBe('delivered');
});

test('a certificate of nobody who is trusted ends it', async () => {
  const { mails, channel } = await startMailServer();
  const other = channelOf(
    `email: { host: 127.0.0.1, port: ${channel().target.split(':')[1]}, from: a@b.example, to: [c@d.example] }`,
    {},
    makeCertificate().cert,
  );
  expect(await deliver(other, notificationWith())).toMatchObject({ kind: 'later', reason: expect.stringMatching(/certificate/i) });
  expect(mails).toEqual([]);
});

test('TLS from the first byte works where it is asked for', async () => {
  const { mails, channel } = await startMailServer({ secure: true });
  expect((await deliver(channel(', security: tls'), notificationWith())).kind).toBe('delivered');
  expect(mails[0]?.isSecure).toBe(true);
});

test.each([550, 451])('a reply of %d is tried again: the mailbox may be made, or emptied', async (code) => {
  const { channel } = await startMailServer({
    onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('no such box'), { responseCode: code })),
  });
  expect(await deliver(channel(), notificationWith())).toMatchObject({ kind: 'later', reason: expect.stringContaining(String(code)) });
});

test.each([
  [450, true],
  [550, false],
])('a recipient to whom the server says %d is named, and gets the mail later, which nobody else gets again', async (code, pipelining) => {
  let isGrey = true;
  const { mails, channel } = await startMailServer({
    hidePIPELINING: !pipelining,
    onRcptTo: ({ address }, _session, callback) =>
      address.startsWith('b@') && isGrey ? callback(Object.assign(new Error('come again'), { responseCode: code })) : callback(),
  });
  const one = channel();
  const waits = { kind: 'later', othersHaveIt: true, reason: expect.stringMatching(new RegExp(`not for b@shop\\.example: .*${code}`)) };
  expect(await deliver(one, notificationWith())).toMatchObject(waits);
  expect(await deliver(one, notificationWith())).toMatchObject(waits);
  isGrey = false;
  expect((await deliver(one, notificationWith())).kind).toBe('delivered');
  expect((await deliver(one, notificationWith({ id: 'n2' }))).kind).toBe('delivered');
  expect(mails.map(({ to }) => to)).toEqual([['a@shop.example'], ['b@shop.example'], ['a@shop.example', 'b@shop.example']]);
  const [first, second] = mails.map(({ raw }) => parse(raw));
  expect(first?.header('message-id')).toBe(second?.header('message-id'));
  expect(second?.header('to')).toBe('a@shop.example, b@shop.example');
});

test('a server that hangs is left after its time', async () => {
  const { channel } = await startMailServer({ onMailFrom: () => undefined });
  const startedMs = performance.now();
  const outcome = await deliver(channel(), notificationWith(), { signal: AbortSignal.timeout(300) });
  expect(outcome.kind).toBe('later');
  expect(performance.now() - startedMs).toBeLessThan(2500);
});
