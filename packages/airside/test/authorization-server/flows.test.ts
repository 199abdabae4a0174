import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Browser } from './browser.ts';
import { agree, begin, tokensFor } from './flows.ts';
import { basic, NATIVE_REDIRECT, ORDERS, PASSWORD, SECRET, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('a client of a certified library', () => {
  test('calls an API in its own name, and no other API', async () => {
    const client = await setting.client('batch');
    const tokens = await oauth.clientCredentialsGrant(client, { scope: 'read', resource: ORDERS });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      iss: setting.issuer,
      aud: ORDERS,
      sub: 'batch',
      client_id: 'batch',
      scope: 'read',
    });
    expect(tokens.expires_in).toBe(300);
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(200);
    expect(await setting.call('/billing/1', tokens.access_token)).toBe(401);
    const exchange = setting.exchanges.find(({ api, status }) => api === 'orders' && status === 200);
    expect(exchange?.principal).toMatchObject({ consumer: 'acme', credential: 'airside#batch' });
  });

  test('calls an API for somebody who signed in and agreed, and learns who that is', async () => {
    const client = await setting.client('web');
    const tokens = await tokensFor(setting, client, { scope: 'openid read', nonce: 'n-0123456789' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: 'ann',
      aud: ORDERS,
      scope: 'read',
      amr: ['pwd'],
      auth_time: expect.any(Number) as number,
    });
    expect(tokens.claims()).toMatchObject({ sub: 'ann', aud: 'web', iss: setting.issuer, nonce: 'n-0123456789' });
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(200);
    const refreshed = await oauth.refreshTokenGrant(client, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    expect(await setting.call('/orders/1', refreshed.access_token)).toBe(200);
  });

  test('gets for somebody no more than that person may do', async () => {
    const client = await setting.client('web');
    const { url, verifier, state } = await begin(client, { scope: 'read write admin' });
    const callback = await agree(setting, url, { username: 'bob' });
    const tokens = await oauth.authorizationCodeGrant(client, new URL(callback.url), { pkceCodeVerifier: verifier, expectedState: state });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ sub: 'bob', scope: 'read' });
  });

  test('is an app on a loopback address with whatever port is free (RFC 8252 section 7.3)', async () => {
    const client = await setting.client('app');
    const tokens = await tokensFor(setting, client, { redirect_uri: NATIVE_REDIRECT.replace('127.0.0.1', '127.0.0.1:51234') });
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(200);
  });

  test('pushes its request (RFC 9126), and lets a device be connected (RFC 8628)', async () => {
    const web = await setting.client('web');
    const { url, verifier, state } = await begin(web);
    const pushed = await oauth.buildAuthorizationUrlWithPAR(web, url.searchParams);
    expect([...pushed.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    const callback = await agree(setting, pushed);
    await oauth.authorizationCodeGrant(web, new URL(callback.url), { pkceCodeVerifier: verifier, expectedState: state });

    const tv = await setting.client('tv');
    const device = await oauth.initiateDeviceAuthorization(tv, { scope: 'read', resource: ORDERS });
    const browser = new Browser(setting.url);
    await browser.open(device.verification_uri);
    await browser.submit({ user_code: device.user_code.toLowerCase().replace('-', ' ') });
    expect(browser.page.text).toContain(device.user_code);
    await browser.submit({ confirm: 'yes' });
    await browser.submit({ username: 'ann', password: PASSWORD });
    await browser.submit({});
    expect(browser.page.text).toContain('Your device is connected');
    const tokens = await oauth.pollDeviceAuthorizationGrant(tv, { ...device, interval: 0.01 });
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(200);
  });
});

test('a token is refused at once when its client is revoked, its consumer is suspended, or either is gone', async () => {
  const client = await setting.client('other');
  const { access_token: token } = await oauth.clientCredentialsGrant(client, { resource: ORDERS });
  const record = setting.store.client('airside', 'other');
  const consumer = setting.store.consumer('rival');
  if (record === undefined || consumer === undefined) throw new Error('the setting lacks a client');
  const put = (change: Partial<typeof record>, holder: Partial<typeof consumer> = {}) =>
    setting.store.apply([
      { kind: 'client', id: 'airside#other', record: { ...record, ...change } },
      { kind: 'consumer', id: 'rival', record: { ...consumer, ...holder } },
    ]);
  const refusal = () => setting.post('/token', { grant_type: 'client_credentials', resource: ORDERS }, basic('other'));

  expect(await setting.call('/orders/1', token)).toBe(200);
  for (const take of [
    () => put({ revokedAtMs: 1 }),
    () => put({}, { suspended: true }),
    () => setting.store.apply([{ kind: 'client', id: 'airside#other', record: undefined }]),
  ]) {
    take();
    expect(await setting.call('/orders/1', token)).toBe(401);
    expect(await refusal()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    put({});
    expect(await setting.call('/orders/1', token)).toBe(200);
  }
});

test('no exchange shows a password, a code, a token or a secret', async () => {
  const client = await setting.client('web');
  const tokens = await tokensFor(setting, client);
  await setting.post('/revoke', { token: tokens.refresh_token ?? '' }, basic('web'));
  const text = JSON.stringify(setting.exchanges);
  expect(text).toContain('/.airside/oauth/token');
  for (const secret of [PASSWORD, SECRET, tokens.access_token, tokens.refresh_token ?? '']) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[?&]code=[^*]/);
});
