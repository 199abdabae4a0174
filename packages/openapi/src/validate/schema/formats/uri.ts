import { anyOf, type CharacterClass, every, isAlphanumeric, isDigit, isHexadecimal, isLetter, runEnd } from './characters.ts';
import { isIpv6 } from './host.ts';

const isSchemeCharacter = anyOf('+-.', isAlphanumeric);
const isUserCharacter = anyOf("-._~!$&'()*+,;=:", isAlphanumeric);
const isNameCharacter = anyOf("-._~!$&'()*+,;=", isAlphanumeric);
const isPathCharacter = anyOf("-._~!$&'()*+,;=:@/", isAlphanumeric);
const isQueryCharacter = anyOf('?', isPathCharacter);

/** `URI` of RFC 3986 section 3: it starts with a scheme. */
export function isUri(text: string): boolean {
  const colon = schemeEnd(text);
  return colon !== undefined && isHierarchy(text, colon + 1);
}

/** `URI-reference` of RFC 3986 section 4.1. */
export function isUriReference(text: string): boolean {
  if (isUri(text)) return true;
  const segment = runEnd(text, (code) => code !== 0x2f && code !== 0x3f && code !== 0x23, 0);
  return !text.slice(0, segment).includes(':') && isHierarchy(text, 0);
}

function schemeEnd(text: string): number | undefined {
  const end = runEnd(text, isSchemeCharacter, 0);
  return isLetter(text.charCodeAt(0)) && text[end] === ':' ? end : undefined;
}

/** What follows the scheme: authority or not, path, query, fragment. */
function isHierarchy(text: string, start: number): boolean {
  const hash = text.indexOf('#', start);
  const end = hash === -1 ? text.length : hash;
  if (hash !== -1 && !isEncoded(text, isQueryCharacter, hash + 1, text.length)) return false;
  const mark = text.indexOf('?', start);
  const pathEnd = mark === -1 || mark > end ? end : mark;
  if (pathEnd < end && !isEncoded(text, isQueryCharacter, pathEnd + 1, end)) return false;
  if (!text.startsWith('//', start)) return isEncoded(text, isPathCharacter, start, pathEnd);
  const slash = text.indexOf('/', start + 2);
  const authorityEnd = slash === -1 || slash > pathEnd ? pathEnd : slash;
  return isAuthority(text.slice(start + 2, authorityEnd)) && isEncoded(text, isPathCharacter, authorityEnd, pathEnd);
}

function isAuthority(text: string): boolean {
  const at = text.indexOf('@');
  if (at !== -1 && !isEncoded(text, isUserCharacter, 0, at)) return false;
  const host = text.slice(at + 1);
  if (host.startsWith('[')) {
    const close = host.indexOf(']');
    return close !== -1 && isIpv6(host.slice(1, close)) && isPort(host.slice(close + 1));
  }
  const colon = host.indexOf(':');
  return isEncoded(host, isNameCharacter, 0, colon === -1 ? host.length : colon) && (colon === -1 || isPort(host.slice(colon)));
}

function isPort(text: string): boolean {
  return text === '' || (text.startsWith(':') && every(text, isDigit, 1));
}

/** Whether everything is of the class or a percent-encoded octet. */
function isEncoded(text: string, belongs: CharacterClass, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (text[index] !== '%') {
      if (!belongs(text.charCodeAt(index))) return false;
      continue;
    }
    if (index + 3 > end || !every(text, isHexadecimal, index + 1, index + 3)) return false;
    index += 2;
  }
  return true;
}
