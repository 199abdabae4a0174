import { anyOf, every, isAlphanumeric } from '../../validate/schema/formats/characters.ts';

/** A PEM block whose label ends with PRIVATE KEY (RFC 7468 sections 10 and 11), with some of its content. */
export function isPrivateKey(text: string): boolean {
  const labelEnd = text.indexOf('-----', 11);
  if (labelEnd === -1 || labelEnd > 60) return false;
  const label = text.slice(11, labelEnd);
  return label.endsWith('PRIVATE KEY') && text.length > labelEnd + 30;
}

/** A URL with a password that is none of those that stand for one: `postgres://user:password@host`. */
export function isDatabaseUrl(text: string): boolean {
  const start = text.indexOf('://') + 3;
  const end = firstOf(text, '/?# ', start);
  const at = text.lastIndexOf('@', end - 1);
  if (start === 2 || at < start) return false;
  const colon = text.indexOf(':', start);
  return colon !== -1 && colon < at && isPasswordLike(text.slice(colon + 1, at));
}

/** `name=value;…` with an account's key or a password among them. */
export function isConnectionString(text: string): boolean {
  return text
    .split(';', 40)
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim().toLowerCase(), pair.slice(pair.indexOf('=') + 1).trim()] as const)
    .some(([name, value]) => SECRET_PARTS.has(name) && isPasswordLike(value));
}

const SECRET_PARTS = new Set(['password', 'pwd', 'accountkey', 'sharedaccesskey', 'sharedaccesssignature']);
const PLACEHOLDERS = new Set(['password', 'pass', 'secret', 'xxx', 'changeme']);

function isPasswordLike(text: string): boolean {
  return (
    text.length >= 3 &&
    !text.startsWith('*') &&
    !text.startsWith('<') &&
    !text.startsWith('$') &&
    !text.startsWith('{') &&
    !PLACEHOLDERS.has(text)
  );
}

const isHashCharacter = anyOf('./+=$,:_-{}', isAlphanumeric);

/** A hash in one of the forms of crypt(5), PHC, Django, Werkzeug or LDAP (RFC 2307): three parts or more, or a scheme in braces, and long enough. */
export function isCryptHash(text: string): boolean {
  if (!every(text, isHashCharacter)) return false;
  if (text.startsWith('$2')) return text.length === 60 && text[6] === '$' && 'abxy'.includes(text[2] ?? '_');
  if (text.startsWith('{')) return text.indexOf('}') > 0 && text.length - text.indexOf('}') > 24;
  return text.split('$', 8).length >= 3 && text.length >= 30;
}

function firstOf(text: string, characters: string, start: number): number {
  for (let index = start; index < text.length; index++) if (characters.includes(text[index] ?? '')) return index;
  return text.length;
}
