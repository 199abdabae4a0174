import { isEmail } from './email.ts';
import { isUri, isUriReference } from './uri.ts';

/** `ucschar` of RFC 3987 section 2.2: what may stand where a letter may, beyond ASCII. Surrogates without a partner and noncharacters may not. */
const BEYOND_ASCII =
  /[\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\u{e1000}-\u{efffd}]/gu;

function withLetters(text: string): string {
  return text.replace(BEYOND_ASCII, 'x');
}

/** `IRI` of RFC 3987 section 2.2: a URI with characters beyond ASCII, but not in its scheme. */
export function isIri(text: string): boolean {
  return isAscii(text.slice(0, text.indexOf(':') + 1)) && isUri(withLetters(text));
}

/** `IRI-reference` of RFC 3987 section 2.2. */
export function isIriReference(text: string): boolean {
  const asUri = withLetters(text);
  return isIri(text) || (!isUri(asUri) && isUriReference(asUri));
}

/** A mailbox of RFC 6531 section 3.3, whose local part and domain may have characters beyond ASCII; what domains may be registered is not asked. */
export function isInternationalEmail(text: string): boolean {
  return isEmail(withLetters(text));
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x80) return false;
  return true;
}
