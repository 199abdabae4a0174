/** Text without its percent-encoding (RFC 3986 section 2.1); undefined where an octet is malformed or the octets are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The same for the text of forms and queries, in which a plus sign stands for a space (WHATWG URL section 5.1). */
export function formDecode(text: string): string | undefined {
  return percentDecode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
