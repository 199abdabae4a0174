import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin, redemption } from './flows.ts';
import { basic, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

const push = async (parameters: Readonly<Record<string, string>> = {}, headers = basic('web')) => {
  const begun = await begin(await setting.client('web'), parameters);
  const form = Object.fromEntries(begun.url.searchParams);
  return { begun, answer: await setting.post('/par', form, headers) };
};
const follow = (requestUri: unknown, clientId = 'web', more = '') =>
  agree(setting, new URL(`${setting.issuer}/authorize?client_id=${clientId}&request_uri=${encodeURIComponent(String(requestUri))}${more}`));

describe('pushed authorization requests (RFC 9126)', () => {
  test('lead to a code once', async () => {
    const { begun, answer } = await push();
    expect(answer).toMatchObject({
      status: 201,
      body: { expires_in: 60, request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/) as string },
    });
    const callback = await follow(answer.body['request_uri']);
    expect((await setting.post('/token', redemption(callback, begun), basic('web'))).status).toBe(200);
    expect((await follow(answer.body['request_uri'])).url).not.toContain('code=');
  });

  test('are refused from a client that does not prove who it is', async () => {
    expect((await push({}, basic('web', 'wrong'))).answer.status).toBe(401);
    expect((await push({}, {})).answer.status).toBe(401);
  });

  test.each([
    ['with a redirect URI that is not registered', { redirect_uri: 'https://evil.example/' }],
    ['with another request inside', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }],
    ['with a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['without PKCE', { code_challenge: '' }],
    ['for an API that does not exist', { resource: 'urn:airside:api:nowhere' }],
    ['in the name of another client', { client_id: 'app' }],
  ])('are refused %s', async (_what, parameters) => {
    expect((await push(parameters)).answer.status).toBe(400);
  });

  test('are of use to nobody but the client that pushed', async () => {
    const { answer } = await push();
    expect((await follow(answer.body['request_uri'], 'app')).text).toContain('That did not work');
  });

  test('cannot be changed in the browser', async () => {
    const { answer } = await push();
    const callback = await follow(
      answer.body['request_uri'],
      'web',
      '&state=injected&scope=admin&redirect_uri=https%3A%2F%2Fevil.example%2F',
    );
    expect(callback.url.startsWith('https://evil.example')).toBe(false);
    expect(callback.url).not.toContain('injected');
  });

  test.each(['urn:ietf:params:oauth:request_uri:guessed', 'https://evil.example/request', 'file:///etc/passwd'])(
    'are not fetched from %s',
    async (uri) => {
      expect(await follow(uri)).toMatchObject({ status: 400 });
    },
  );
});
