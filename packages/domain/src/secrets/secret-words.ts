/** Words that make a name a secret's wherever they stand in it as whole words: `key`, `apiKey`, `api_key`, `X-Api-Key`, `keys[0]`. */
export const SECRET_WORDS: ReadonlySet<string> = new Set([
  ...['auth', 'oauth', 'authn', 'authz', 'bearer', 'sso', 'mfa', 'tfa', '2fa', 'otp', 'totp', 'hotp'],
  ...['code', 'codes', 'key', 'keys', 'pass', 'pw', 'pwd', 'pin', 'pins', 'sid', 'sess', 'sig', 'sigs', 'hmac'],
  ...['csrf', 'xsrf', 'cvv', 'cvv2', 'cvc', 'cvc2', 'kennwort', 'geheimnis', 'contrasena', 'contraseña', 'senha'],
]);

/**
 * Letters that make a name a secret's wherever they stand in it, with or without separators, in any mixture of cases: long enough, or strange
 * enough, to be in hardly any other word. The forms in which short words are run together with others are among them.
 */
export const SECRET_LETTERS: readonly string[] = [
  ...['token', 'secret', 'password', 'passwd', 'passwort', 'passphrase', 'passcode', 'passkey', 'signature', 'credential', 'assertion'],
  ...['session', 'sessid', 'cookie', 'jwt', 'dpop', 'authoriz', 'authoris', 'autoriz', 'autoris', 'authentic', 'clientcert', 'motdepasse'],
  ...[
    'apikey',
    'appkey',
    'accesskey',
    'authkey',
    'clientkey',
    'encryptionkey',
    'hostkey',
    'licensekey',
    'licencekey',
    'masterkey',
    'privatekey',
  ],
  ...['privkey', 'sharedkey', 'signingkey', 'sshkey', 'subscriptionkey', 'userkey', 'consumerkey', 'storagekey', 'webhookkey', 'keyid'],
  ...['authcode', 'accesscode', 'activationcode', 'backupcode', 'confirmationcode', 'devicecode', 'invitecode', 'logincode', 'mfacode'],
  ...['otpcode', 'pincode', 'recoverycode', 'resetcode', 'securitycode', 'smscode', 'usercode', 'verificationcode', 'verifycode'],
  ...[
    'codeverifier',
    'userpass',
    'dbpass',
    'userpwd',
    'newpwd',
    'oldpwd',
    'otpauth',
    'proxyauth',
    'xauth',
    'basicauth',
    'authhash',
    'authdata',
  ],
];

/** Words that hold such letters and mean something else. */
export const HARMLESS_WORDS: ReadonlySet<string> = new Set([
  ...['secretary', 'secretaries', 'secretariat', 'secretarial'],
  ...['possession', 'possessions', 'repossession', 'dispossession', 'obsession', 'obsessions'],
]);

/** What a code or a key is no secret with, where this word stands right before it: `country_code`, `primaryKey`. */
export const HARMLESS_BEFORE: Readonly<Record<string, ReadonlySet<string>>> = {
  code: new Set([
    ...['country', 'currency', 'language', 'lang', 'locale', 'region', 'city', 'area', 'post', 'postal', 'zip', 'dial', 'calling'],
    ...['status', 'error', 'exit', 'product', 'item', 'bar', 'color', 'colour', 'airport', 'iata', 'icao', 'source'],
  ]),
  key: new Set(['primary', 'foreign', 'sort', 'partition', 'public']),
};
