const UNRESERVED = /[A-Za-z0-9\-._~]/;
const IN_SEGMENT = /[A-Za-z0-9\-._~!$&'()*+,;=:@]/;
const encoder = new TextEncoder();

/**
 * Literal text of a path template in the form in which paths arrive: unreserved characters stand for themselves, a percent-encoded octet
 * has upper-case digits, and what may not stand in a path segment (RFC 3986 section 3.3) is percent-encoded as UTF-8.
 */
export function normaliseLiteral(text: string): string {
  let normal = '';
  for (let index = 0; index < text.length; ) {
    const octet = /^%[0-9A-Fa-f]{2}/.test(text.slice(index, index + 3)) ? Number.parseInt(text.slice(index + 1, index + 3), 16) : undefined;
    if (octet === undefined) {
      const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
      normal += IN_SEGMENT.test(character) ? character : [...encoder.encode(character)].map(encodeOctet).join('');
      index += character.length;
    } else {
      const character = String.fromCharCode(octet);
      normal += UNRESERVED.test(character) ? character : encodeOctet(octet);
      index += 3;
    }
  }
  return normal;
}

function encodeOctet(octet: number): string {
  return `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
