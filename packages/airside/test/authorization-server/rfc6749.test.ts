import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin, redemption, tokensFor } from './flows.ts';
import { basic, ORDERS, SECRET, type Setting, startSetting, WEB_REDIRECT } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('OAuth 2.0 (RFC 6749) as RFC 9700 limits it', () => {
  test.each([
    ['the password grant', { grant_type: 'password', username: 'ann', password: 'x' }],
    ['a grant that nobody knows', { grant_type: 'urn:example:grant' }],
    [
      'a grant that the client is not registered for',
      { grant_type: 'authorization_code', code: 'x', redirect_uri: WEB_REDIRECT, code_verifier: 'x'.repeat(43) },
    ],
    ['no grant', { scope: 'read' }],
    ['a scope that the client is not registered for', { grant_type: 'client_credentials', scope: 'read root', resource: ORDERS }],
    ['a scope that is none', { grant_type: 'client_credentials', scope: 'read "x"', resource: ORDERS }],
  ])('%s is refused', async (_what, form) => {
    const { status, body } = await setting.post('/token', form, basic('batch'));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: expect.stringMatching(/^(unsupported_grant_type|unauthorized_client|invalid_request|invalid_scope)$/) as string,
    });
    expect(body).not.toHaveProperty('access_token');
  });

  const grant = { grant_type: 'client_credentials', resource: ORDERS };
  test.each([
    ['a wrong secret', grant, basic('batch', `${SECRET}x`), 'invalid_client'],
    ['the hash of the secret', grant, basic('batch', 'a'.repeat(64)), 'invalid_client'],
    ['no secret', { ...grant, client_id: 'batch' }, {}, 'invalid_client'],
    ['an empty secret', { ...grant, client_id: 'batch', client_secret: '' }, {}, 'invalid_client'],
    ["another client's name", grant, basic('signer'), 'invalid_client'],
    ['a client that nobody knows', grant, basic('nobody'), 'invalid_client'],
    ['a name with a line break', grant, basic('batch\nX'), 'invalid_request'],
    ['the secret in two places', { ...grant, client_id: 'batch', client_secret: SECRET }, basic('batch'), 'invalid_request'],
    ['two names', { ...grant, client_id: 'web' }, basic('batch'), 'invalid_request'],
    [
      'the secret twice',
      `grant_type=client_credentials&client_id=batch&client_secret=${SECRET}&client_secret=${SECRET}`,
      {},
      'invalid_request',
    ],
    ['a token for a secret', grant, { Authorization: 'Bearer abc' }, 'invalid_client'],
  ])('%s proves nobody', async (_what, form, headers, error) => {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const answer = await fetch(`${setting.issuer}/token`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
    // Section 5.2: more than one proof is a malformed request, no good one is 401 and, after a try by a scheme, has its challenge.
    expect(answer.status).toBe(error === 'invalid_client' ? 401 : 400);
    if (error === 'invalid_client' && 'Authorization' in headers) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await answer.json()).toMatchObject({ error });
  });

  test('a secret in the URL is not read', async () => {
    const answer = await fetch(`${setting.issuer}/token?client_id=batch&client_secret=${SECRET}`, {
      method: 'POST',
      body: new URLSearchParams(grant),
    });
    expect(answer.status).toBe(400);
  });

  test('a body that is no form, or longer than it may be, is refused', async () => {
    const json = await fetch(`${setting.issuer}/token`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', ...basic('batch') },
    });
    expect(json.status).toBe(400);
    const long = await setting.post('/token', { ...grant, more: 'x'.repeat(70_000) }, basic('batch'));
    expect(long.status).toBe(413);
  });

  // Those that would answer in the fragment are refused for that before anything else.
  test.each([
    ['token', 'invalid_request'],
    ['id_token', 'invalid_request'],
    ['code token', 'invalid_request'],
    ['code id_token', 'invalid_request'],
    ['none', 'unsupported_response_type'],
  ])('nothing is answered to the response type %s', async (responseType, error) => {
    const { url } = await begin(await setting.client('web'), { response_type: responseType, scope: 'openid', nonce: 'n' });
    const callback = await agree(setting, url);
    expect(callback.url).not.toMatch(/access_token|id_token=|code=/);
    expect(new URLSearchParams(callback.url.split(/[?#]/)[1]).get('error')).toBe(error);
  });

  test.each(['fragment', 'form_post', 'web_message', 'query.jwt'])('a code is not sent by response mode %s', async (mode) => {
    const { url } = await begin(await setting.client('web'), { response_mode: mode });
    const callback = await agree(setting, url);
    expect(callback.url + callback.text).not.toMatch(/code=|name="code"/);
  });

  test('of a code that is used twice nothing stays good: neither a refresh token nor another code', async () => {
    const client = await setting.client('web');
    const begun = await begin(client);
    const form = redemption(await agree(setting, begun.url), begun);
    const first = await setting.post('/token', form, basic('web'));
    expect(first.status).toBe(200);
    expect(await setting.post('/token', form, basic('web'))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) };
    expect(await setting.post('/token', refresh, basic('web'))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('a code that two requests redeem at the same time is redeemed once, and what came of it is void', async () => {
    const begun = await begin(await setting.client('web'));
    const form = redemption(await agree(setting, begun.url), begun);
    const answers = await Promise.all(Array.from({ length: 8 }, () => setting.post('/token', form, basic('web'))));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    for (const { body } of good) {
      const refresh = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
      expect((await setting.post('/token', refresh, basic('web'))).status).toBe(400);
    }
  });

  test('a refresh token that is used twice ends its whole family', async () => {
    const tokens = await tokensFor(setting, await setting.client('web'));
    const use = (token: unknown) => setting.post('/token', { grant_type: 'refresh_token', refresh_token: String(token) }, basic('web'));
    const second = await use(tokens.refresh_token);
    const third = await use(second.body['refresh_token']);
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(await use(tokens.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await use(third.body['refresh_token'])).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('a refresh token is no use to another client, nor for more than it was given for', async () => {
    const tokens = await tokensFor(setting, await setting.client('web'));
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
    expect(await setting.post('/token', form, basic('other'))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await setting.post('/token', { ...form, scope: 'read admin' }, basic('web'))).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    expect((await setting.post('/token', form, basic('web'))).status).toBe(200);
  });

  test.each([
    ['longer', `${WEB_REDIRECT}/more`],
    ['with a suffix', `${WEB_REDIRECT}.evil.example`],
    ['of another host that begins alike', 'https://app.example.evil.example/callback'],
    ['with the host as user name', 'https://app.example@evil.example/callback'],
    ['with a user name', 'https://user@app.example/callback'],
    ['in another case', 'https://app.example/Callback'],
    ['with an encoded letter', 'https://app.example/%63allback'],
    ['with dot segments', 'https://app.example/x/../callback'],
    ['with encoded dot segments', 'https://app.example/callback/%2e%2e/callback'],
    ['with a backslash', 'https://app.example\\@evil.example/callback'],
    ['with a fragment', `${WEB_REDIRECT}#x`],
    ['with a query', `${WEB_REDIRECT}?next=https://evil.example`],
    ['with a port', 'https://app.example:8443/callback'],
    ['over http', 'http://app.example/callback'],
    ['that is a script', 'javascript:alert(1)'],
    ['of another client', 'https://rival.example/callback'],
    ['that is empty', ''],
  ])('nobody is sent to a redirect URI %s', async (_what, redirectUri) => {
    const { url } = await begin(await setting.client('web'), { redirect_uri: redirectUri });
    const page = await agree(setting, url);
    expect(page.status, page.url).toBe(400);
    expect(page.url.startsWith(setting.url)).toBe(true);
    expect(page.text).toContain('That did not work');
  });

  test('errors too are told to no redirect URI that is not registered', async () => {
    const { url } = await begin(await setting.client('web'), {
      redirect_uri: 'https://evil.example/',
      response_type: 'token',
      prompt: 'none',
    });
    const page = await agree(setting, url);
    expect(page).toMatchObject({ status: 400 });
    expect(page.headers.get('location')).toBeNull();
  });

  test('the redirect URI of the token request is that of the authorization request', async () => {
    const begun = await begin(await setting.client('web'));
    const { redirect_uri: _, ...form } = redemption(await agree(setting, begun.url), begun);
    expect((await setting.post('/token', form, basic('web'))).status).toBe(400);
    expect((await setting.post('/token', { ...form, redirect_uri: `${WEB_REDIRECT}/` }, basic('web'))).status).toBe(400);
  });
});
