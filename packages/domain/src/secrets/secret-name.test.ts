import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isSecretName } from './secret-name.ts';
import { SECRET_LETTERS, SECRET_WORDS } from './secret-words.ts';

describe('a name is a secret’s', () => {
  test.each([
    ...[
      'key',
      'Key',
      'KEY',
      'KeY',
      'keys',
      'key1',
      'key_2',
      'apiKey',
      'api_key',
      'api-key',
      'api.key',
      'apikey',
      'APIKEY',
      'APIKey',
      'X-Api-Key',
    ],
    ...[
      'x-functions-key',
      'Ocp-Apim-Subscription-Key',
      'keys[0]',
      'filter[apiKey]',
      'accessKeyId',
      'AWSAccessKeyId',
      'privateKeyPem',
      'keyId',
    ],
    ...[
      'token',
      'tokens',
      'accessToken',
      'access_token',
      'accesstoken',
      'X-Auth-Token',
      'authtoken',
      'csrfmiddlewaretoken',
      'tokenId',
      '%74oken',
    ],
    ...['password', 'PaSsWoRd', 'password2', 'passwordConfirm', 'newpassword', 'user[password]', 'passwd', 'pass', 'user_pass', 'userpass'],
    ...['pwd', 'userPwd', 'newpwd', 'passphrase', 'passcode', 'Passwort', 'contraseña', 'client_secret', 'clientsecret', 'secretAnswer'],
    ...['auth', 'X-Auth', 'auth_data', 'oauth', 'oauth2', 'Authorization', 'Proxy-Authorization', 'authorisation', 'WWW-Authenticate'],
    ...[
      'sessionid',
      'JSESSIONID',
      'PHPSESSID',
      'ASP.NET_SessionId',
      'session',
      'sid',
      'connect.sid',
      'Cookie',
      'Set-Cookie2',
      'ASPSESSIONIDQWER',
    ],
    ...[
      'code',
      'authCode',
      'authcode',
      'user_code',
      'device_code',
      'verificationCode',
      'verificationcode',
      'code_verifier',
      'pincode',
      'smsCode',
    ],
    ...['otp', 'smsOtp', 'OTPValue', 'totp', '2fa', 'mfa', 'pin', 'cardPin', 'PIN2', 'cvv', 'CVC2', 'security_code', 'promo_code'],
    ...['sig', 'X-Amz-Signature', 'signature', 'x_sig', 'hmac', 'client_assertion', 'DPoP', 'id_jwt', 'Client-Cert', 'X-SSL-Client-Cert'],
    ...['auth_country_code', 'csrf', 'X-XSRF-TOKEN', 'credentials', 'dbCredential', 'secretaryPassword', 'public_private_key'],
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });
});

describe('a name is no secret’s', () => {
  test.each([
    ...[
      'postcode',
      'postCode',
      'postal_code',
      'zipcode',
      'zipCode',
      'country_code',
      'countryCode',
      'currencyCodes',
      'statusCode',
      'barcode',
      'decoder',
    ],
    ...[
      'encode',
      'encoding',
      'unicode',
      'codec',
      'geocode',
      'keyword',
      'keywords',
      'monkey',
      'turkey',
      'hockey',
      'keyboard',
      'donkeyCount',
      'primaryKey',
    ],
    ...[
      'author',
      'authors',
      'authorId',
      'author_name',
      'coAuthor',
      'authority',
      'autor',
      'secretary',
      'secretary_name',
      'possession',
      'obsessions',
    ],
    ...[
      'opinion',
      'shipping',
      'spin',
      'pinned',
      'pinterest',
      'sigma',
      'design',
      'assigned',
      'insight',
      'signal',
      'hotpot',
      'footprint',
      'passenger',
    ],
    ...[
      'passport',
      'compass',
      'bypass',
      'resident',
      'side',
      'inside',
      'assess',
      'sessile',
      'name',
      'email',
      'id',
      'limit',
      'sort',
      'state',
      'q',
      '',
    ],
    ...['first_name', 'orderId', 'created_at', 'User-Agent', 'Content-Type', 'items[0].note', 'X-Request-Id', '2', '__', '%', '%E0%A4%A'],
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

const secretWord = fc.constantFrom(...SECRET_WORDS);
const otherWord = fc.constantFrom('user', 'my', 'new', 'value', 'v', 'data', 'reset');

test('a secret word is found in snake, kebab, camel and dotted names, among other words', () => {
  fc.assert(
    fc.property(secretWord, fc.array(otherWord, { maxLength: 3 }), fc.array(otherWord, { maxLength: 3 }), (word, before, after) => {
      const words = [...before, word, ...after];
      const camel = words.map((part, at) => (at === 0 ? part : `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)).join('');
      const joined = ['_', '-', '.', ' '].map((separator) => words.join(separator));
      const names = [...joined, words.join('_').toUpperCase(), `x[${word}]`, ...(/^\d/.test(word) ? [] : [camel])];
      expect(names.filter((name) => !isSecretName(name))).toEqual([]);
    }),
  );
});

test('secret letters are found in any mixture of cases, with any separators and neighbours', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SECRET_LETTERS),
      fc.array(fc.boolean()),
      fc.nat(),
      fc.stringMatching(/^[a-z]{0,5}$/),
      (part, capitals, cut, around) => {
        const mixed = [...part].map((letter, at) => (capitals[at] === true ? letter.toUpperCase() : letter)).join('');
        const at = cut % part.length;
        // Letters right before or after may make one of the harmless words, such as `secretary`; those behind a separator may not.
        expect(isSecretName(`${around}_${mixed.slice(0, at)}-${mixed.slice(at)}.${around}`)).toBe(true);
      },
    ),
  );
});

test('a name of any length is judged in linear time', () => {
  const parts = ['a', 'A', '_', '1', 'é', '%', 'ke', 'y', 'to', 'ken'];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts), { maxLength: 8 }),
      (pieces) => typeof isSecretName(pieces.join('').repeat(20_000)) === 'boolean',
    ),
    { numRuns: 10 },
  );
});
