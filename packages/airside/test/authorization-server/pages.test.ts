import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CHROMIUM, startChromium } from './chromium.ts';
import { begin } from './flows.ts';
import { ORDERS, PASSWORD, type Setting, startSetting } from './setting.ts';

if (CHROMIUM === undefined) {
  process.stderr.write(
    'SKIPPED: no Chromium here, so that nobody has looked at the pages of the authorization server. Install it, or set AIRSIDE_CHROMIUM.\n',
  );
}

/** Long enough on a machine with many times more work than processors. */
const PATIENCE_MS = 15_000;

describe.skipIf(CHROMIUM === undefined)('in a browser', { timeout: 60_000 }, () => {
  let setting: Setting;
  let browser: Browser;
  /** The app that the browser is sent back to. */
  const app = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<title>app</title>'));
  beforeAll(async () => {
    [setting, browser] = await Promise.all([
      startSetting(),
      startChromium(),
      new Promise<void>((done) => app.listen(0, '127.0.0.1', done)),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    app.close();
    await setting[Symbol.asyncDispose]();
  });

  const redirectUri = () => `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`;

  async function visit(options: BrowserContextOptions = {}, path?: string): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const { url } = await begin(await setting.client('app'), { redirect_uri: redirectUri(), scope: 'openid read' });
    await page.goto(path === undefined ? url.href : `${setting.issuer}${path}`);
    return page;
  }
  async function signIn(page: Page, username = 'ann', password = PASSWORD): Promise<void> {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  const answerOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

  test('somebody signs in, sees what is asked, agrees, and is back at the app with a code', async () => {
    const page = await visit();
    await signIn(page);
    await page.getByRole('heading', { name: 'Allow app?' }).waitFor();
    expect(await page.getByRole('listitem').allTextContents()).toEqual(['know your user name', 'use the API orders: read']);
    expect(await page.textContent('main')).toContain(new URL(redirectUri()).origin);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.waitForURL(`${redirectUri()}?**`);
    expect(answerOf(page)).toMatchObject({ code: expect.any(String) as string, iss: setting.issuer });
    await page.context().close();
  });

  test('somebody does not agree, or does not sign in, and the app is told', async () => {
    const page = await visit();
    await signIn(page);
    await page.getByRole('button', { name: 'Do not allow' }).click();
    await page.waitForURL(`${redirectUri()}?**`);
    expect(answerOf(page)).toMatchObject({ error: 'access_denied', iss: setting.issuer });
    const another = await visit();
    await another.getByRole('button', { name: 'Cancel' }).click();
    await another.waitForURL(`${redirectUri()}?**`);
    expect(answerOf(another)).toMatchObject({ error: 'access_denied' });
    await Promise.all([page.context().close(), another.context().close()]);
  });

  test('a wrong password is told in words, the same for users who do not exist, and after five there is a pause', async () => {
    const page = await visit();
    await signIn(page, 'nobody', 'wrong');
    const told = await page.getByRole('alert').textContent();
    for (let attempt = 0; attempt < 5; attempt++) {
      await signIn(page, 'bob', 'wrong');
      expect(await page.getByRole('alert').textContent()).toBe(told);
    }
    await signIn(page, 'bob');
    expect(await page.getByRole('alert').textContent()).toContain('Try again in ten minutes');
    expect(await page.inputValue('#password')).toBe('');
    await page.context().close();
  });

  test('a sign-in that has expired is told, and leads nowhere', async () => {
    const page = await visit();
    await page.context().clearCookies();
    await page.reload();
    expect(await page.textContent('main')).toContain('has expired or was finished already');
    await page.context().close();
  });

  test('a form of another site is refused, with the cookies of who is signing in', async () => {
    const page = await visit();
    const action = `${page.url()}/sign-in`;
    const forged = await page.request.post(action, { form: { username: 'ann', password: PASSWORD, csrf: 'guessed' }, maxRedirects: 0 });
    expect(forged.status()).toBe(403);
    const csrf = await page.inputValue('input[name=csrf]');
    const foreign = await page.request.post(action, {
      form: { username: 'ann', password: PASSWORD, csrf },
      headers: { Origin: 'https://evil.example' },
      maxRedirects: 0,
    });
    expect(foreign.status()).toBe(403);
    await page.context().close();
  });

  test('a device is connected by its code', async () => {
    const { body } = await setting.post('/device/authorize', { client_id: 'tv', scope: 'read', resource: ORDERS });
    const page = await visit({}, '/device');
    await page.getByLabel('Code').fill(String(body['user_code']));
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.textContent('code')).toBe(body['user_code']);
    await page.getByRole('button', { name: 'Continue' }).click();
    await signIn(page);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByRole('heading', { name: 'Your device is connected' }).waitFor();
    await page.context().close();
  });

  test('somebody signs out', async () => {
    const page = await visit();
    await signIn(page);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.waitForURL(`${redirectUri()}?**`);
    await page.goto(`${setting.issuer}/logout?post_logout_redirect_uri=https://evil.example/`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You have left' }).waitFor();
    expect(page.url().startsWith(setting.issuer)).toBe(true);
    expect((await page.context().cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['light and narrow', { colorScheme: 'light', viewport: { width: 320, height: 600 } }],
    ['dark and wide', { colorScheme: 'dark', viewport: { width: 1600, height: 900 } }],
  ] as const)('pages fit and can be read: %s', async (_what, options) => {
    const page = await visit(options);
    const measured = await page.evaluate<{ readonly buttons: readonly number[] }>(`({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      lang: document.documentElement.lang,
      labels: [...document.querySelectorAll('input:not([type=hidden])')].map((input) => input.labels.length),
      buttons: [...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect().height),
      scripts: document.scripts.length,
    })`);
    expect(measured).toMatchObject({ overflow: 0, lang: 'en', labels: [1, 1], scripts: 0 });
    for (const height of measured.buttons) expect(height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('username');
    await page.context().close();
  });

  test('no page may be framed or run a script, and no cookie can be read by one or goes to an API', async () => {
    const page = await visit();
    const answer = await page.goto(page.url());
    const headers = answer?.headers() ?? {};
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
    const cookies = await page.context().cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      expect(cookie.path.startsWith('/.airside/oauth/')).toBe(true);
    }
    await page.context().close();
  });
});
