import { decodeJwt } from 'jose';
import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin } from './flows.ts';
import { basic, ORDERS, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('proofs of possession (RFC 9449)', () => {
  test('bind a token to a key, and the gateway accepts it with proofs of that key alone', async () => {
    const client = await setting.client('bound');
    const pair = await oauth.randomDPoPKeyPair();
    const DPoP = oauth.getDPoPHandle(client, pair);
    const tokens = await oauth.clientCredentialsGrant(client, { resource: ORDERS }, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    expect(decodeJwt(tokens.access_token)).toMatchObject({ cnf: { jkt: expect.any(String) as string } });
    const url = new URL(`${setting.url}/orders/1`);
    const call = (handle: oauth.DPoPHandle) =>
      oauth.fetchProtectedResource(client, tokens.access_token, url, 'GET', null, undefined, { DPoP: handle }).then(
        ({ status }) => status,
        (error: { status?: number; cause?: { status?: number } }) => error.status ?? error.cause?.status,
      );
    expect(await call(DPoP)).toBe(200);
    expect(await call(oauth.getDPoPHandle(client, await oauth.randomDPoPKeyPair()))).toBe(401);
    expect(await setting.call('/orders/1', tokens.access_token)).toBe(401);
  });

  test('are asked of clients that are registered so', async () => {
    const answer = await setting.post('/token', { grant_type: 'client_credentials', resource: ORDERS }, basic('bound'));
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^invalid_(grant|dpop_proof)$/) as string } });
  });

  test.each([
    ['nonsense', 'abc'],
    ['an unsigned proof', `${Buffer.from('{"alg":"none","typ":"dpop+jwt"}').toString('base64url')}.e30.`],
  ])('are refused where they are %s', async (_what, proof) => {
    const answer = await setting.post('/token', { grant_type: 'client_credentials', resource: ORDERS }, { ...basic('bound'), DPoP: proof });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } });
  });

  test('are good once, for one URL and one method', async () => {
    const client = await setting.client('bound');
    const sent: string[] = [];
    client[oauth.customFetch] = (url, options) => {
      const proof = new Headers(options.headers).get('dpop');
      if (proof !== null) sent.push(proof);
      return fetch(url, options as RequestInit);
    };
    await oauth.clientCredentialsGrant(
      client,
      { resource: ORDERS },
      { DPoP: oauth.getDPoPHandle(client, await oauth.randomDPoPKeyPair()) },
    );
    const [proof = ''] = sent;
    const form = { grant_type: 'client_credentials', resource: ORDERS };
    expect((await setting.post('/token', form, { ...basic('bound'), DPoP: proof })).status).toBe(400);
    expect((await setting.post('/par', { ...form, client_id: 'bound' }, { ...basic('bound'), DPoP: proof })).status).toBe(400);
  });

  test('of a refresh token of an app stay those of its key', async () => {
    const client = await setting.client('app');
    const DPoP = oauth.getDPoPHandle(client, await oauth.randomDPoPKeyPair());
    const { url, verifier, state } = await begin(client, { redirect_uri: 'http://127.0.0.1/callback' });
    const callback = new URL((await agree(setting, url)).url);
    const tokens = await oauth.authorizationCodeGrant(client, callback, { pkceCodeVerifier: verifier, expectedState: state }, undefined, {
      DPoP,
    });
    const stranger = oauth.getDPoPHandle(client, await oauth.randomDPoPKeyPair());
    const refresh = (handle?: oauth.DPoPHandle) =>
      oauth.refreshTokenGrant(client, tokens.refresh_token ?? '', undefined, handle === undefined ? undefined : { DPoP: handle });
    await expect(refresh()).rejects.toMatchObject({ error: expect.stringMatching(/invalid_(grant|dpop_proof)/) as string });
    await expect(refresh(stranger)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(DPoP)).token_type).toBe('dpop');
  });
});
