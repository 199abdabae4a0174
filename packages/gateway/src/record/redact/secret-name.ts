/** Parts of names that say that the value is a secret; compared without case, dashes and underscores. */
const SECRET_NAME_PARTS = [
  'token',
  'key',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'signature',
  'sig',
  'code',
  'auth',
  'autor',
  'session',
  'jwt',
  'otp',
  'pin',
  'credential',
  'assertion',
  'dpop',
  'cookie',
  'clientcert',
];

/** Whether the value of a parameter, a field or a member of this name is a secret. A percent-encoded name is undone first. */
export function isSecretName(raw: string): boolean {
  const name = decoded(raw).toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_NAME_PARTS.some((part) => name.includes(part));
}

/** Percent-encoding undone, where it can be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
