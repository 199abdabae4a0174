import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { tokensFor } from './flows.ts';
import { basic, ORDERS, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

const grant = { grant_type: 'client_credentials', scope: 'read', resource: ORDERS };
const tokenOf = async (clientId: string) => String((await setting.post('/token', grant, basic(clientId))).body['access_token']);

describe('introspection (RFC 7662)', () => {
  test('tells the client, and others of its consumer, about an access token', async () => {
    const token = await tokenOf('batch');
    for (const asking of ['batch', 'web']) {
      const { body } = await setting.post('/introspect', { token }, basic(asking));
      expect(body).toMatchObject({
        active: true,
        client_id: 'batch',
        scope: 'read',
        iss: setting.issuer,
        aud: ORDERS,
        token_type: 'Bearer',
      });
    }
  });

  test.each([
    ['a client of another consumer', 'other', (token: string) => token],
    ['the one that has a changed token', 'batch', (token: string) => `${token.slice(0, -4)}AAAA`],
    ['the one that has a token without signature', 'batch', (token: string) => token.replace(/[^.]+$/, '')],
    ["the one that has somebody's JWT", 'batch', () => 'eyJhbGciOiJFUzI1NiJ9.e30.AA'],
    ['the one that guesses', 'batch', () => 'abc'],
  ])('tells %s nothing', async (_what, asking, change) => {
    const { status, body } = await setting.post('/introspect', { token: change(await tokenOf('batch')) }, basic(asking));
    expect({ status, body }).toEqual({ status: 200, body: { active: false } });
  });

  test('tells nobody who does not say who asks', async () => {
    expect((await setting.post('/introspect', { token: await tokenOf('batch') })).status).toBe(400);
    expect((await setting.post('/introspect', { token: await tokenOf('batch') }, basic('batch', 'wrong'))).status).toBe(401);
    expect((await setting.post('/introspect', {}, basic('batch'))).status).toBe(400);
  });
});

describe('revocation (RFC 7009)', () => {
  test('of an access token counts at once, at the gateway too', async () => {
    const [token, another] = [await tokenOf('batch'), await tokenOf('batch')];
    expect(await setting.call('/orders/1', token)).toBe(200);
    expect((await setting.post('/revoke', { token }, basic('batch'))).status).toBe(200);
    expect((await setting.post('/introspect', { token }, basic('batch'))).body).toEqual({ active: false });
    expect(await setting.call('/orders/1', token)).toBe(401);
    expect(await setting.call('/orders/1', another)).toBe(200);
  });

  test('of a refresh token ends all that came of it', async () => {
    const tokens = await tokensFor(setting, await setting.client('web'));
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(200);
    expect((await setting.post('/revoke', { token: tokens.refresh_token ?? '' }, basic('web'))).status).toBe(200);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
    expect(await setting.post('/token', refresh, basic('web'))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(401);
  });

  test('is not for other clients, and says nothing about tokens that do not exist', async () => {
    const token = await tokenOf('batch');
    await setting.post('/revoke', { token }, basic('web'));
    await setting.post('/revoke', { token }, basic('other'));
    expect(await setting.call('/orders/1', token)).toBe(200);
    expect((await setting.post('/revoke', { token: 'abc' }, basic('batch'))).status).toBe(200);
    expect((await setting.post('/revoke', { token })).status).toBe(400);
  });
});
