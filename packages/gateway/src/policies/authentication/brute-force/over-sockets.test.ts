import { hashPassword } from '@airside/identity';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { type House, KEY, type Reply, startHouse, startUpstream, type Upstream } from '../../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../../test/orders.ts';

const PASSWORD = 'correct horse battery';
const BEHIND_PROXY = "listen: [{ address: '127.0.0.1:0' }], trustedProxies: ['127.0.0.1']";

let upstream: Upstream;
let passwordHash: string;
let house: House | undefined;

beforeAll(async () => {
  upstream = await startUpstream();
  passwordHash = await hashPassword(PASSWORD);
});
afterEach(async () => {
  await house?.close();
  house = undefined;
});
afterAll(async () => {
  await upstream.close();
});

async function start(bruteForce: string): Promise<(address: string, headers: Record<string, string>, id?: string) => Promise<Reply>> {
  const yaml = ordersYaml(upstream.url, { policies: `authentication: { bruteForce: ${bruteForce} }` }).replace(
    'apiKeys:',
    `logins: [{ username: acme, passwordHash: '${passwordHash}' }], apiKeys:`,
  );
  const started = await startHouse(yaml, { 'orders.yaml': ORDERS }, BEHIND_PROXY);
  house = started;
  return (address, headers, id = 'any') =>
    started.call('/orders', { headers: { ...headers, 'x-forwarded-for': address, 'x-request-id': id } });
}

const basic = (user: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });
const key = (value: string) => ({ 'x-api-key': value });

describe('guesses over sockets', () => {
  test('are turned away with 429, Retry-After and a problem of its own, and the record says which count was full', async () => {
    const call = await start('{ attempts: 2, accountAttempts: 10, window: 1h }');
    for (let count = 0; count < 2; count++) expect((await call('192.0.2.1', basic('acme', `wrong ${count}`))).status).toBe(401);
    const reply = await call('192.0.2.1', basic('acme', PASSWORD), 'throttled');
    expect(reply.status).toBe(429);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:too-many-failures', status: 429 });
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(1700);
    expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(1800);
    const exchange = await house?.exchange(({ id }) => id === 'throttled');
    expect(exchange?.reason).toBe('too many failed attempts at this account from this address: more than 2 in 3600000 ms');
    expect(exchange?.verdicts.at(-1)).toMatchObject({ policy: 'authentication', outcome: 'refuse' });
    expect(exchange?.principal).toBeNull();
    expect(exchange?.claimed).toBe('acme');
    expect(JSON.stringify(exchange)).not.toContain('correct');
  });

  test('at one account from many addresses stop strangers alone: who lately succeeded goes on', async () => {
    const call = await start('{ attempts: 2, accountAttempts: 6, window: 1h }');
    expect((await call('192.0.2.1', basic('acme', PASSWORD))).status).toBe(200);
    const statuses: number[] = [];
    for (let index = 0; index < 10; index++) statuses.push((await call(`203.0.${index}.1`, basic('acme', `wrong ${index}`))).status);
    expect(statuses).toEqual([...Array(6).fill(401), ...Array(4).fill(429)]);
    expect((await call('192.0.2.1', basic('acme', PASSWORD))).status).toBe(200);
    expect((await call('198.51.100.1', basic('acme', PASSWORD))).status).toBe(429);
    expect((await call('198.51.100.1', key(KEY))).status).toBe(200);
  });

  test('at keys count by their beginning; a good key goes on from where it lately succeeded', async () => {
    const call = await start('{ attempts: 3, accountAttempts: 10, window: 1h }');
    expect((await call('192.0.2.1', key(KEY))).status).toBe(200);
    const guess = (index: number) => key(`${KEY.slice(0, 12)}-guessed-${index}`);
    for (let index = 0; index < 3; index++) expect((await call('192.0.2.1', guess(index))).status).toBe(401);
    expect((await call('192.0.2.1', guess(4))).status).toBe(429);
    expect((await call('192.0.2.1', key(`another-${KEY}`))).status).toBe(401);
    expect((await call('192.0.2.1', key(KEY))).status).toBe(200);
  });

  test('are counted on over a change of the configuration', async () => {
    const call = await start('{ attempts: 2, accountAttempts: 10, window: 1h }');
    for (let count = 0; count < 2; count++) await call('192.0.2.1', basic('acme', `wrong ${count}`));
    const yaml = ordersYaml(upstream.url, { policies: 'authentication: { bruteForce: { attempts: 2, window: 1h } }' });
    await house?.apply(`gateway: { trustedProxies: ['127.0.0.1'] }\n${yaml}`);
    expect((await call('192.0.2.1', basic('acme', PASSWORD))).status).toBe(429);
  });

  test('are all judged where that is chosen', async () => {
    const call = await start('off');
    for (let count = 0; count < 15; count++) expect((await call('192.0.2.1', key(`${KEY}-${count}`))).status).toBe(401);
    expect((await call('192.0.2.1', key(KEY))).status).toBe(200);
  });

  test('are limited where nothing is configured', async () => {
    const call = await start('{}');
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push((await call('192.0.2.1', key(`${KEY}-${count}`))).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('keys with a checksum are too random to be guessed: a mistyped one holds nobody up', async () => {
    const call = await start('{ attempts: 1, accountAttempts: 2, addressAttempts: 50, window: 1h }');
    const typo = `airside_${'a'.repeat(36)}`;
    for (let count = 0; count < 100; count++) expect((await call('192.0.2.1', key(typo))).status).toBe(401);
    expect((await call('192.0.2.1', key(KEY))).status).toBe(200);
  });
});
