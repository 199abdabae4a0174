import type { Argument } from './argument.ts';

export interface Cookies {
  /** In the order of the header; a name may occur more than once. */
  readonly cookies: readonly Argument[];
  /** Why the rest of the header was not read. */
  readonly error?: string;
}

export interface CookieLimits {
  /** Cookies at most; what follows is not read. */
  readonly cookies: number;
  /** The byte that parts cookies; `;` where absent. */
  readonly separator?: string;
}

/**
 * Reads the value of a `Cookie` header (RFC 6265, section 5.4, as servers read it): pairs parted by `;` (or another separator), name and value parted by the
 * first `=`, neither decoded. White space goes before a name and at the end of the header. A pair without `=` is a name with an empty
 * value; one with an empty name is kept, for some servers read it.
 */
export function parseCookies(header: string, limits: CookieLimits = { cookies: 1000 }): Cookies {
  const cookies: Argument[] = [];
  const { separator = ';' } = limits;
  let headerEnd = header.length;
  while (headerEnd > 0 && isSpace(header.charCodeAt(headerEnd - 1))) headerEnd--;
  for (let start = 0; start < headerEnd; ) {
    const at = header.indexOf(separator, start);
    const end = at < 0 || at > headerEnd ? headerEnd : at;
    while (start < end && isSpace(header.charCodeAt(start))) start++;
    if (start < end) {
      if (cookies.length >= limits.cookies) return { cookies, error: `There are more than ${limits.cookies} cookies` };
      const pair = header.slice(start, end);
      const equals = pair.indexOf('=');
      cookies.push({ name: equals < 0 ? pair : pair.slice(0, equals), value: equals < 0 ? '' : pair.slice(equals + 1) });
    }
    start = end + 1;
  }
  return { cookies };
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
