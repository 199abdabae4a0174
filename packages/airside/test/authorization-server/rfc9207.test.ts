import { get } from 'node:http';
import { text } from 'node:stream/consumers';

import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin } from './flows.ts';
import { basic, type Setting, startSetting, WEB_REDIRECT } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('the issuer in the answer (RFC 9207), against mix-up', () => {
  test('stands beside codes and beside errors', async () => {
    const client = await setting.client('web');
    const callback = new URL((await agree(setting, (await begin(client)).url)).url);
    expect(callback.searchParams.get('iss')).toBe(setting.issuer);
    const failed = new URL((await agree(setting, (await begin(client, { prompt: 'none' })).url)).url);
    expect(Object.fromEntries(failed.searchParams)).toMatchObject({ iss: setting.issuer, error: 'login_required' });
  });

  test('is announced, and a client refuses an answer of another one or of none', async () => {
    const client = await setting.client('web');
    expect(client.serverMetadata().authorization_response_iss_parameter_supported).toBe(true);
    const begun = await begin(client);
    const callback = new URL((await agree(setting, begun.url)).url);
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state };
    const foreign = new URL(callback);
    foreign.searchParams.set('iss', 'https://evil.example');
    await expect(oauth.authorizationCodeGrant(client, foreign, checks)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
    foreign.searchParams.delete('iss');
    await expect(oauth.authorizationCodeGrant(client, foreign, checks)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
    await expect(oauth.authorizationCodeGrant(client, callback, { ...checks, expectedState: 'another' })).rejects.toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
    });
  });

  test('is the configured one, whatever host the caller names', async () => {
    const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', Forwarded: 'host=evil.example' };
    const metadata = await (await fetch(`${setting.issuer}/.well-known/openid-configuration`, { headers })).text();
    expect(metadata).not.toContain('evil.example');
    expect(await withHost(`${setting.issuer}/.well-known/oauth-authorization-server`, 'evil.example')).not.toContain('evil.example');
    const device = await setting.post('/device/authorize', { client_id: 'tv' }, headers);
    expect(JSON.stringify(device.body)).not.toContain('evil.example');
  });

  test('metadata stands where RFC 8414 and OpenID Connect look for it', async () => {
    const { origin, pathname } = new URL(setting.issuer);
    for (const place of [
      `/.well-known/oauth-authorization-server${pathname}`,
      `/.well-known/openid-configuration${pathname}`,
      `${pathname}/.well-known/openid-configuration`,
    ]) {
      const metadata = (await (await fetch(`${origin}${place}`)).json()) as { issuer?: string };
      expect(metadata, place).toMatchObject({
        issuer: setting.issuer,
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        code_challenge_methods_supported: ['S256'],
      });
    }
    expect((await setting.post('/token', { grant_type: 'implicit', redirect_uri: WEB_REDIRECT }, basic('web'))).status).toBe(400);
  });
});

/** What is answered to a request that names this host. */
function withHost(url: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => get(url, { headers: { host } }, (response) => resolve(text(response))).on('error', reject));
}
