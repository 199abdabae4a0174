import { createServer } from 'node:net';

import { describe, expect, test } from 'vitest';

import { makeCertificate } from '../../test/certificate.ts';
import { startHttpReceiver } from '../../test/http-receiver.ts';
import { judgeAnswer } from './judge.ts';
import { retryAfterMs } from './retry-after.ts';
import { send } from './send.ts';

const post = (origin: string, more: Partial<Parameters<typeof send>[0]> = {}) =>
  send({ url: new URL(`${origin}/x`), method: 'POST', headers: {}, body: 'secret-body', timeoutMs: 5000, ...more });

describe('a receiver that does not behave', () => {
  test('one that hangs is left after its time', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = () => undefined;
    await expect(post(receiver.origin, { timeoutMs: 100 })).rejects.toThrow('no complete answer within 100 ms');
  });

  test('one that stops in the middle of its answer is left after its time', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.writeHead(200, { 'content-length': '100' }).write('half');
    await expect(post(receiver.origin, { timeoutMs: 200 })).rejects.toThrow('no complete answer within 200 ms');
  });

  test('one that cuts the connection, or answers what is no HTTP, has failed', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.destroy();
    await expect(post(receiver.origin)).rejects.toThrow('socket hang up');
    receiver.answer = (_request, response) => response.socket?.end('SSH-2.0-x\r\n');
    await expect(post(receiver.origin)).rejects.toThrow();
  });

  test('an answer without end is not read to its end', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.end('x'.repeat(200_000));
    await expect(post(receiver.origin)).rejects.toThrow('more than 65536 bytes');
  });

  test('a redirect leads nowhere, above all not to where the body would be sent again', async () => {
    const [receiver, other] = [await startHttpReceiver(), await startHttpReceiver()];
    receiver.answer = (_request, response) => response.writeHead(307, { location: `${other.origin}/stolen` }).end();
    expect(judgeAnswer(await post(receiver.origin), [])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('307') });
    expect(other.requests).toEqual([]);
  });

  test('a port where nobody listens is a failure that names no more than the place', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await expect(post(`http://127.0.0.1:${port}`)).rejects.toThrow(/ECONNREFUSED/);
  });
});

test('a certificate is verified, by the authorities that are named where some are', async () => {
  const certificate = makeCertificate();
  const receiver = await startHttpReceiver(certificate);
  await expect(post(receiver.origin)).rejects.toThrow(/self.signed/);
  await expect(post(receiver.origin, { ca: makeCertificate().cert })).rejects.toThrow();
  expect(receiver.requests).toEqual([]);
  expect((await post(receiver.origin, { ca: certificate.cert })).status).toBe(200);
});

describe('what an answer means', () => {
  const judge = (status: number, headers: Record<string, string> = {}, text = '') => judgeAnswer({ status, headers, text }, ['s3cret'], 0);

  test.each([
    [200, 'delivered'],
    [202, 'delivered'],
    [204, 'delivered'],
    [301, 'refused'],
    [400, 'refused'],
    [401, 'later'],
    [403, 'later'],
    [404, 'later'],
    [408, 'later'],
    [410, 'refused'],
    [413, 'refused'],
    [422, 'refused'],
    [425, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    [599, 'later'],
  ])('%d: %s', (status, kind) => expect(judge(status).kind).toBe(kind));

  test('Retry-After is heeded, also with the 403 of a limit', () => {
    expect(judge(429, { 'retry-after': '30' })).toMatchObject({ kind: 'later', afterMs: 30_000 });
    expect(judge(503, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' })).toMatchObject({ afterMs: 60_000 });
    expect(judge(403, { 'retry-after': '5' })).toMatchObject({ kind: 'later', afterMs: 5000 });
  });

  test.each(['', 'soon', '-1', '1.5', '1e9', '99999999999', 'Thu, 01 Jan 1970'])('Retry-After: %s says nothing', (text) => {
    expect(retryAfterMs(text, 0)).toBeUndefined();
  });

  test('what is quoted is short, printable and without secrets', () => {
    const outcome = judge(500, {}, `\u001b[2Js3cret${'x'.repeat(1000)}`);
    const reason = outcome.kind === 'later' ? outcome.reason : '';
    expect(reason).toMatch(/^answered 500: \\u001b\[2J\*\*\*x+$/);
    expect(reason.length).toBeLessThan(250);
  });
});
