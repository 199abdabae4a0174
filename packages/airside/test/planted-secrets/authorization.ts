import { createHash, randomBytes } from 'node:crypto';

import { expect } from 'vitest';

import { Browser } from '../authorization-server/browser.ts';
import { basic, CALLBACK, type Planted, plant } from './credentials.ts';

/**
 * Somebody signs in at the authorization server, its client redeems the code, refreshes, asks about tokens and revokes them, and shows wrong secrets
 * and used tokens. Returns the code and the tokens, which nothing may hold that is written, nor memory afterwards.
 */
export async function authorize(airside: string, { username, password, clientSecret }: Planted): Promise<readonly string[]> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    resource: 'urn:airside:api:orders',
  });
  const browser = new Browser(airside);
  await browser.open(`${airside}/.airside/oauth/authorize?${query.toString()}`);
  await browser.submit({ username, password: plant() });
  await browser.submit({ username, password });
  if (!browser.page.url.startsWith(CALLBACK)) await browser.submit({});
  const code = new URL(browser.page.url).searchParams.get('code') ?? '';
  expect(code).not.toBe('');

  const post = async (path: string, status: number, form: Record<string, string>, secret = clientSecret) => {
    const headers = { authorization: basic('web', secret) };
    const answer = await fetch(`${airside}/.airside/oauth${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
    const text = await answer.text();
    expect.soft(answer.status, `${path} ${form['grant_type'] ?? ''}: ${text}`).toBe(status);
    return (text.startsWith('{') ? JSON.parse(text) : {}) as Readonly<Record<string, string>>;
  };
  const redeem = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier };
  await post('/token', 401, redeem, plant());
  await post('/token', 400, { ...redeem, code: plant() });
  const first = await post('/token', 200, redeem);
  const refresh = (token = '') => ({ grant_type: 'refresh_token', refresh_token: token });
  const second = await post('/token', 200, refresh(first['refresh_token']));
  await post('/token', 400, refresh(plant()));
  await post('/introspect', 200, { token: second['access_token'] ?? '' });
  await post('/introspect', 200, { token: plant() });
  await post('/revoke', 400, { token: second['refresh_token'] ?? '', client_secret: plant() });
  await post('/revoke', 200, { token: second['refresh_token'] ?? '' });
  await post('/token', 400, refresh(first['refresh_token']));
  const tokens = [first, second].flatMap((answer) => [answer['refresh_token'] ?? '', signatureOf(answer['access_token'])]);
  return [code, verifier, ...tokens];
}

function signatureOf(token = ''): string {
  return token.slice(token.lastIndexOf('.') + 1);
}
