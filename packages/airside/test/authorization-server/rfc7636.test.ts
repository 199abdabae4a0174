import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { agree, begin, redemption } from './flows.ts';
import { basic, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

describe('proof key for code exchange (RFC 7636)', () => {
  test.each([
    ['no challenge', { code_challenge: '', code_challenge_method: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['a challenge of no stated method, which is plain', { code_challenge_method: '' }],
    ['a method that nobody knows', { code_challenge_method: 's256' }],
    ['a challenge that is too short', { code_challenge: 'abc' }],
  ])('%s gets no code, for confidential clients neither', async (_what, parameters) => {
    const { url } = await begin(await setting.client('web'), parameters);
    for (const [name, value] of Object.entries(parameters)) if (value === '') url.searchParams.delete(name);
    const callback = await agree(setting, url);
    expect(new URL(callback.url).searchParams.get('error')).toBe('invalid_request');
    expect(callback.url).not.toContain('code=');
  });

  test.each([
    ['none', undefined],
    ['another one', 'x'.repeat(43)],
    ['one that is too short', 'x'.repeat(42)],
    ['an empty one', ''],
  ])('a code is worth nothing with %s as verifier: an injected code is none of the session', async (_what, verifier) => {
    const begun = await begin(await setting.client('web'));
    const { code_verifier: _, ...form } = redemption(await agree(setting, begun.url), begun);
    const answer = await setting.post('/token', verifier === undefined ? form : { ...form, code_verifier: verifier }, basic('web'));
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^invalid_(grant|request)$/) as string } });
  });

  test('the challenge itself is no verifier', async () => {
    const begun = await begin(await setting.client('web'));
    const form = redemption(await agree(setting, begun.url), begun);
    const challenge = begun.url.searchParams.get('code_challenge') ?? '';
    expect((await setting.post('/token', { ...form, code_verifier: challenge }, basic('web'))).status).toBe(400);
  });

  test('a code is no use to another client', async () => {
    const begun = await begin(await setting.client('web'));
    const form = redemption(await agree(setting, begun.url), begun);
    expect(await setting.post('/token', form, basic('other'))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});
