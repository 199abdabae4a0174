import * as oauth from 'openid-client';

import { Browser, type Visited } from './browser.ts';
import { ORDERS, PASSWORD, type Setting, WEB_REDIRECT } from './setting.ts';

export interface Begun {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
}

/** An authorization request with PKCE (S256); `parameters` replace its own. */
export async function begin(client: oauth.Configuration, parameters: Readonly<Record<string, string>> = {}): Promise<Begun> {
  const verifier = oauth.randomPKCECodeVerifier();
  const state = oauth.randomState();
  const url = oauth.buildAuthorizationUrl(client, {
    redirect_uri: WEB_REDIRECT,
    scope: 'read',
    resource: ORDERS,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...parameters,
  });
  return { url, verifier, state };
}

/** Signs in and agrees; where the browser is sent in the end. */
export async function agree(setting: Setting, url: URL, { username = 'ann', browser = new Browser(setting.url) } = {}): Promise<Visited> {
  await browser.open(url);
  if (browser.page.text.includes('name="password"')) {
    await browser.submit({ username, password: PASSWORD });
  }
  if (browser.page.text.includes('asks to act for you')) await browser.submit({});
  return browser.page;
}

/** The whole flow: tokens for a user. */
export async function tokensFor(setting: Setting, client: oauth.Configuration, parameters: Readonly<Record<string, string>> = {}) {
  const { url, verifier, state } = await begin(client, parameters);
  const callback = await agree(setting, url);
  const checks = {
    pkceCodeVerifier: verifier,
    expectedState: state,
    ...(parameters['nonce'] !== undefined && { expectedNonce: parameters['nonce'] }),
  };
  return oauth.authorizationCodeGrant(client, new URL(callback.url), checks);
}

/** Parameters of a token request that redeems the code of a callback, as they should be. */
export function redemption(callback: Visited, { verifier }: Begun, redirectUri = WEB_REDIRECT): Readonly<Record<string, string>> {
  const code = new URL(callback.url).searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri };
}
