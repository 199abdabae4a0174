import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin, redemption, tokensFor } from './flows.ts';
import { BILLING, basic, ORDERS, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('resource indicators (RFC 8707)', () => {
  const grant = { grant_type: 'client_credentials', scope: 'read' };

  test.each([
    ['none, where there are several', undefined],
    ['one that does not exist', 'urn:airside:api:nowhere'],
    ['a URL of the API', 'https://api.example/orders'],
    ['one with a fragment', `${ORDERS}#x`],
    ['one in another case', 'urn:airside:api:Orders'],
    ['one that is no URI', 'orders'],
  ])('no token is for %s', async (_what, resource) => {
    const answer = await setting.post('/token', resource === undefined ? grant : { ...grant, resource }, basic('batch'));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  test('a token is for one API', async () => {
    const body = new URLSearchParams([...Object.entries(grant), ['resource', ORDERS], ['resource', BILLING]]);
    const answer = await fetch(`${setting.issuer}/token`, { method: 'POST', body, headers: basic('batch') });
    expect(answer.status).toBe(400);
  });

  test('a code and a refresh token are for what was agreed to', async () => {
    const client = await setting.client('web');
    const begun = await begin(client);
    const form = redemption(await agree(setting, begun.url), begun);
    expect(await setting.post('/token', { ...form, resource: BILLING }, basic('web'))).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    });
    const tokens = await tokensFor(setting, client);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '', resource: BILLING };
    expect(await setting.post('/token', refresh, basic('web'))).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  test('a token for one API opens no other one', async () => {
    const { body } = await setting.post('/token', { ...grant, resource: BILLING }, basic('batch'));
    expect(await setting.call('/orders/1', String(body['access_token']))).toBe(401);
    expect(await setting.call('/billing/1', String(body['access_token']))).toBe(200);
  });
});
