const LONGEST_QUERY = 4096;

/** Parts of names that say that the value is a secret; compared without case, dashes and underscores. */
const SECRET_NAME_PARTS = [
  'token',
  'key',
  'secret',
  'password',
  'passwd',
  'pwd',
  'signature',
  'sig',
  'code',
  'auth',
  'session',
  'jwt',
  'otp',
  'pin',
  'credential',
  'assertion',
];

/** A query fit for the record: values of parameters with secret names are replaced, and it is cut where it is very long. */
export function redactQuery(query: string): string {
  if (query === '') return '';
  const redacted = query
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals !== -1 && isSecretName(pair.slice(0, equals)) ? `${pair.slice(0, equals)}=***` : pair;
    })
    .join('&');
  return redacted.length > LONGEST_QUERY ? redacted.slice(0, LONGEST_QUERY) : redacted;
}

function isSecretName(raw: string): boolean {
  const name = decoded(raw).toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_NAME_PARTS.some((part) => name.includes(part));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
