/** Parts of names that say that the value is a secret; compared without case, dashes and underscores. The same as the gateway's record leaves out. */
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

/** Whether the value of a parameter, a field or a member of this name is a secret. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_NAME_PARTS.some((part) => plain.includes(part));
}
