/**
 * The host of an authority (`Host` field or absolute form, RFC 9110 section 7.2) in lower case, without port and without the root's dot; IPv6
 * addresses keep their brackets. Undefined for what is no host.
 */
export function parseHost(authority: string): string | undefined {
  const bracket = authority.startsWith('[') ? authority.indexOf(']') + 1 : 0;
  const colon = authority.indexOf(':', bracket);
  const host = (colon === -1 ? authority : authority.slice(0, colon)).toLowerCase();
  if (colon !== -1 && !isPort(authority, colon + 1)) return undefined;
  if (host.length === 0 || host.length > 255) return undefined;
  for (let index = 0; index < host.length; index++) {
    if (!isHostCharacter(host.charCodeAt(index), bracket > 0)) return undefined;
  }
  return host.endsWith('.') && host.length > 1 ? host.slice(0, -1) : host;
}

function isPort(text: string, start: number): boolean {
  if (text.length - start > 5) return false;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

function isHostCharacter(code: number, bracketed: boolean): boolean {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return true;
  if (bracketed) return code === 0x3a || code === 0x5b || code === 0x5d || code === 0x2e;
  return code === 0x2d || code === 0x2e || code === 0x5f;
}
