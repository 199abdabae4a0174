import { expect, test } from 'vitest';

import { checkApiKeyForm, generateApiKey } from '../api-key/form.ts';
import { checkClientSecretForm, generateClientSecret } from './form.ts';
import { hashClientSecret } from './hash.ts';

test('a generated secret has its form, and 256 random bits', () => {
  const secret = generateClientSecret();
  expect(secret).toMatch(/^airsidesecret_[0-9A-Za-z]{49}$/);
  expect(checkClientSecretForm(secret)).toBe(true);
  expect(43 * Math.log2(62)).toBeGreaterThan(256);
});

test('an API key is no client secret, and a client secret no API key', () => {
  expect(checkClientSecretForm(generateApiKey())).toBe(false);
  expect(checkApiKeyForm(generateClientSecret())).toBe(false);
});

test.each([
  ['cut off', (secret: string) => secret.slice(0, -1)],
  ['continued', (secret: string) => `${secret}0`],
  ['mistyped', (secret: string) => `${secret.slice(0, 20)}${secret[20] === 'a' ? 'b' : 'a'}${secret.slice(21)}`],
  ['in other case', (secret: string) => secret.toUpperCase()],
  ['with a line break', (secret: string) => `${secret}\n`],
])('a secret that is %s is noticed', (_what, change) => {
  expect(checkClientSecretForm(change(generateClientSecret()))).toBe(false);
});

test('what is kept of a secret is its SHA-256', () => {
  expect(hashClientSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
