/**
 * A quoted-string (RFC 9110 section 5.6.4) for a challenge.
 *
 * @throws {TypeError} when the text holds what no header field may carry as text: control characters, or anything outside ASCII.
 */
export function quotedString(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) {
    throw new TypeError(`cannot write ${JSON.stringify(text)} into a header field: expected printable ASCII; choose another realm`);
  }
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
