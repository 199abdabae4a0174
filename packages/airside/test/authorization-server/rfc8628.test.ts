import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Browser } from './browser.ts';
import { basic, ORDERS, PASSWORD, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const ask = () => setting.post('/device/authorize', { client_id: 'tv', scope: 'read', resource: ORDERS });
const poll = (deviceCode: unknown) => setting.post('/token', { grant_type: GRANT, client_id: 'tv', device_code: String(deviceCode) });

/** A browser on the page that shows the code for comparison. */
async function atCode(userCode: unknown): Promise<Browser> {
  const browser = new Browser(setting.url);
  await browser.open(`${setting.issuer}/device`);
  await browser.submit({ user_code: String(userCode) });
  return browser;
}

describe('the device flow (RFC 8628)', () => {
  test('gives nothing before somebody has agreed, and nothing twice', async () => {
    const { body } = await ask();
    expect(await poll(body['device_code'])).toMatchObject({ status: 400, body: { error: 'authorization_pending' } });
    const browser = await atCode(body['user_code']);
    expect(await poll(body['device_code'])).toMatchObject({ body: { error: 'authorization_pending' } });
    await browser.submit({ confirm: 'yes' });
    await browser.submit({ username: 'ann', password: PASSWORD });
    expect(await poll(body['device_code'])).toMatchObject({ body: { error: 'authorization_pending' } });
    await browser.submit({});
    const tokens = await poll(body['device_code']);
    expect(tokens.status).toBe(200);
    expect(await poll(body['device_code'])).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const refresh = { grant_type: 'refresh_token', client_id: 'tv', refresh_token: String(tokens.body['refresh_token']) };
    expect((await setting.post('/token', refresh)).status, 'all that came of a code used twice is void').toBe(400);
  });

  test('ends when somebody refuses', async () => {
    const { body } = await ask();
    const browser = await atCode(body['user_code']);
    await browser.submit({ abort: 'yes' });
    expect(browser.page.text).toContain('The device was not connected.');
    expect(await poll(body['device_code'])).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  });

  test('knows no code that nobody asked for, and no code twice', async () => {
    expect((await atCode('BBBB-BBBB')).page.text).toContain('There is no such code');
    const { body } = await ask();
    const first = await atCode(body['user_code']);
    await first.submit({ confirm: 'yes' });
    expect((await atCode(body['user_code'])).page.text).toContain('There is no such code');
  });

  test('believes no form that another site made', async () => {
    const { body } = await ask();
    const browser = new Browser(setting.url);
    await browser.open(`${setting.issuer}/device`);
    await browser.submit({ user_code: String(body['user_code']), confirm: 'yes', xsrf: 'guessed' });
    expect(await poll(body['device_code'])).toMatchObject({ body: { error: 'authorization_pending' } });
    expect(browser.page.text).not.toContain('Password');
  });

  test('is for clients that are registered for it, and a device code for the one that asked', async () => {
    const web = await setting.post('/device/authorize', { scope: 'read', resource: ORDERS }, basic('web'));
    expect(web.status).toBe(400);
    const { body } = await ask();
    const stolen = await setting.post('/token', { grant_type: GRANT, device_code: String(body['device_code']) }, basic('web'));
    expect(stolen.status).toBe(400);
    expect((await poll('x'.repeat(43))).body).toMatchObject({ error: 'invalid_grant' });
  });
});
