import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { withoutSecretForms } from './forms.ts';
import { redactPath } from './path.ts';
import { redactText } from './text.ts';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.DtEhU3ljbEg8L38VWAfUAqOyKAM6';
const KEY = 'airside_uEAtd2jHZxBTOF5a40i5U3ILrXvMGD30r83J';

describe('the form of a credential', () => {
  test.each([
    [JWT, '***'],
    [`a ${JWT}, b`, 'a ***, b'],
    [`x${KEY}`, 'x***'],
    ['airsidesecret_uEAtd2jHZxBTOF5a40i5U3ILrXvMGD30r83JuEAtd2jHZxBTOF', '***'],
    ['Bearer abcdef0123456789 and more', 'Bearer *** and more'],
    ['basic YW5uYTpwYXNzd29yZA==', 'basic ***'],
    ['https://anna:pw@example.com/x', 'https://***@example.com/x'],
  ])('%s is taken out', (text, redacted) => {
    expect(withoutSecretForms(text)).toBe(redacted);
  });

  test.each([
    '7c1f2c0e-9a6b-4c1e-8f3a-2f6f1b9f4f11',
    'eyJ',
    'airside_short',
    'https://example.com/a@b',
    'bearer of bad news',
    'token expired at 2026-11-22T03:57:42.000Z',
    'basic authentication',
    'Mozilla/5.0 (X11)',
  ])('%s stays', (text) => {
    expect(withoutSecretForms(text)).toBe(text);
  });
});

describe('a path', () => {
  test.each([
    [`/orders/${JWT}`, '/orders/{id}', '/orders/***'],
    [`/v1/reset/abc`, '/reset/{token}', '/v1/reset/***'],
    [`/reset/abc`, null, '/reset/abc'],
    ['/orders/7;jsessionid=abc;a=1', '/orders/{id}', '/orders/7;jsessionid=***;a=1'],
    [`/orders/7;${KEY}`, '/orders/{id}', '/orders/7;***'],
    ['/api-keys/7', '/api-keys/{keyId}', '/api-keys/***'],
    ['/orders/7', '/orders/{id}', '/orders/7'],
    ['/', '/', '/'],
  ])('%s under %s is recorded as %s', (path, template, recorded) => {
    expect(redactPath(path, template)).toBe(recorded);
  });
});

describe('a text', () => {
  test.each([
    ['https://x.example/?token=abc&next=1#access_token=def', 'https://x.example/?token=***&next=1#access_token=***'],
    ['ARGS:password=abc', 'ARGS:password=***'],
    ['{"password":"a\\"b","name":"c"}', '{"password":"***","name":"c"}'],
    ['{"pin": 1234, "n": 1}', '{"pin": "***", "n": 1}'],
    ['{"password":"cut off', '{"password":"***"'],
    ['url=/reset?token=abc&b=1', 'url=/reset?token=***&b=1'],
    ['a=token=abc', 'a=token=***'],
    ['token=a=b, token=c', 'token=***, token=***'],
    ['token=', 'token='],
    ['token="abc"; a=1', 'token="***"; a=1'],
    ['https://x.example/?token=a,b;c&d=1', 'https://x.example/?token=***&d=1'],
    ['{"tokens":["abc","def"], "n":1', '{"tokens":"***", "n":1'],
    ['{"pass\\u0077ord":"abc"', '{"pass\\u0077ord":"***"'],
    ['body/token: is required', 'body/token: is required'],
    ['limit=10', 'limit=10'],
  ])('%s is recorded as %s', (text, recorded) => {
    expect(redactText(text)).toBe(recorded);
  });

  test('is redacted in linear time', () => {
    const parts = fc.constantFrom('eyJ', 'a'.repeat(64), '=', '"', '":"', '\\', '://', '@', 'Bearer ', 'airside_', '{', ' ', 'token');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('').repeat(200);
        // A quadratic walk over half a million characters would outlast the test.
        return redactText(text).length >= 0;
      }),
      { numRuns: 30 },
    );
  });
});
