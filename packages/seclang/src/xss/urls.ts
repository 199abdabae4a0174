import { isWhitespace } from './attributes.ts';
import { decodeReferences } from './references.ts';

const SCRIPT_SCHEMES: readonly string[] = ['javascript:', 'vbscript:', 'livescript:', 'jscript:', 'mocha:', 'vbs:'];
/** Prefixes that hand what follows them to another scheme. */
const WRAPPING_SCHEMES: readonly string[] = ['feed:', 'view-source:', 'url:', 'jar:'];
/** Types that a browser only paints. */
const PAINTED: readonly string[] = [
  'image/png',
  'image/gif',
  'image/jpeg',
  'image/jpg',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'font/',
  'audio/',
  'video/',
];
const LONGEST_SCHEME = 48;

/** Whether a browser would run what is written as this URL: its scheme is a script's, or `data:` of a type that may hold one. */
export function isActiveUrl(url: string): boolean {
  let text = squeeze(decodeReferences(url), LONGEST_SCHEME).toLowerCase();
  for (const scheme of WRAPPING_SCHEMES) if (text.startsWith(scheme)) text = text.slice(scheme.length);
  if (SCRIPT_SCHEMES.some((scheme) => text.startsWith(scheme))) return true;
  return text.startsWith('data:') && !PAINTED.some((type) => text.startsWith(type, 5));
}

/** Whether a text, such as a style sheet or a list of values, has a script's scheme anywhere in it. */
export function mentionsScript(text: string): boolean {
  const squeezed = squeeze(decodeReferences(text), text.length).toLowerCase();
  return SCRIPT_SCHEMES.some((scheme) => scheme.length > 5 && squeezed.includes(scheme));
}

/** The first `limit` bytes that are not white space, control characters or backslashes, which browsers drop or styles may hold. */
export function squeeze(text: string, limit: number): string {
  let squeezed = '';
  for (let index = 0; index < text.length && squeezed.length < limit; index++) {
    const byte = text.charCodeAt(index);
    if (!isWhitespace(byte) && byte !== 0x5c) squeezed += text[index];
  }
  return squeezed;
}
