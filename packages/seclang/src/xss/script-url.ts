import { isWordByte } from './attributes.ts';
import { decodeReferences } from './references.ts';
import { isActiveUrl, squeeze } from './urls.ts';

/** What pages write for "no link", and clients then send along. */
const IDLE: ReadonlySet<string> = new Set([
  '',
  ';',
  'void(0)',
  'void(0);',
  'void0',
  'void0;',
  'void();',
  'void()',
  '//',
  'false',
  'true',
  'falset;',
  'history.back()',
  'history.back();',
]);
const LONGEST_IDLE = 24;
const MARKUP_TYPES: readonly string[] = [
  'text/html',
  'image/svg+xml',
  'text/xml',
  'application/xhtml',
  'application/xml',
  'text/javascript',
  'application/javascript',
];

/**
 * Whether the whole value is a URL that runs code where a page links to it. "JavaScript: The Good Parts" is a title: with white space
 * after the colon, a call has to follow at once and nothing after it. One quote may stand before the URL.
 */
export function isScriptUrl(text: string): boolean {
  const value = text.startsWith('"') || text.startsWith("'") ? text.slice(1) : text;
  if (!isActiveUrl(value)) return false;
  const decoded = decodeReferences(value);
  const rest = decoded.slice(decoded.indexOf(':') + 1);
  if (squeeze(value, 5).toLowerCase() === 'data:')
    return MARKUP_TYPES.some((type) => squeeze(rest, LONGEST_IDLE).toLowerCase().startsWith(type));
  if (IDLE.has(squeeze(rest, LONGEST_IDLE).toLowerCase())) return false;
  return rest.charCodeAt(0) > 0x20 || isSingleCall(rest.trim());
}

function isSingleCall(text: string): boolean {
  let index = 0;
  while (isWordByte(text.charCodeAt(index)) || text[index] === '.') index += 1;
  const open = text[index];
  if (index === 0 || (open !== '(' && open !== '`')) return false;
  const close = text.lastIndexOf(open === '(' ? ')' : '`');
  const after = text.slice(close + 1).trim();
  return close > index + 1 && (after === '' || after.startsWith(';') || after.startsWith('/'));
}
