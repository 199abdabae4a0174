import type { Attribute } from './attributes.ts';
import { isKnownHandler, looksLikeHandler } from './handlers.ts';
import { decodeReferences } from './references.ts';
import { isActiveUrl, mentionsScript, squeeze } from './urls.ts';

const URLS: ReadonlySet<string> = new Set(
  `action archive background cite classid code codebase data dynsrc formaction from href icon longdesc lowsrc manifest ping poster profile
  src srcset to usemap value values by xml:base xlink:href url`.split(/\s+/u),
);
/** Attributes that bind a script, a document or foreign data to an element by their mere presence. */
const BINDING: ReadonlySet<string> = new Set(['datasrc', 'dataformatas', 'datafld', 'srcdoc', 'implementation']);
const IN_STYLES: readonly string[] = ['expression(', 'behavior:', 'behaviour:', '-moz-binding', 'binding:', '@import', '-o-link'];
/** What a handler's text needs to do anything. */
const CODE: readonly string[] = ['(', '`', '=', '&', '++'];

/** Whether an attribute inside of a tag runs code. */
export function isActiveAttribute({ name, value, hasValue }: Attribute): boolean {
  if (isKnownHandler(name) && (hasValue || !isPlainName(name))) return true;
  if (!hasValue) return false;
  if (looksLikeHandler(name)) return true;
  return isActiveValue(name, value);
}

/**
 * Whether an attribute would run code if the text before it left an attribute's value. Only handlers that exist count (`online=1`
 * is none); without a quote before it, `onEnd = (x) …` is a line of a program.
 */
export function isActiveOutsideTag({ name, value, hasValue, spaced }: Attribute, quoted: boolean): boolean {
  if (!hasValue || value === '' || (spaced && !quoted)) return false;
  if (isKnownHandler(name)) return name.length > 4 && CODE.some((sign) => value.includes(sign));
  return quoted && isActiveValue(name, value);
}

function isActiveValue(name: string, value: string): boolean {
  if (BINDING.has(name)) return true;
  if (value.includes('&{')) return true;
  if (URLS.has(name) || name.endsWith(':href'))
    return isActiveUrl(value) || ((name === 'values' || name === 'srcset') && mentionsScript(value));
  if (name === 'style') return isActiveStyle(value);
  if (name === 'attributename') return isActiveTarget(value);
  if (name === 'content') return mentionsScript(value);
  return false;
}

/** What an animation may change: links and handlers. */
function isActiveTarget(value: string): boolean {
  const target = decodeReferences(value).trim().toLowerCase();
  return target.endsWith('href') || target === 'src' || looksLikeHandler(target);
}

function isActiveStyle(style: string): boolean {
  const plain = withoutComments(squeeze(decodeReferences(style), style.length)).toLowerCase();
  return (
    IN_STYLES.some((sign) => plain.includes(sign)) ||
    mentionsScript(plain) ||
    plain.includes('url(data:text') ||
    plain.includes('url("data:text')
  );
}

function withoutComments(style: string): string {
  let plain = '';
  let from = 0;
  for (;;) {
    const open = style.indexOf('/*', from);
    const close = open === -1 ? -1 : style.indexOf('*/', open + 2);
    if (close === -1) return plain + style.slice(from);
    plain += style.slice(from, open);
    from = close + 2;
  }
}

function isPlainName(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const byte = name.charCodeAt(index);
    if (byte < 0x61 || byte > 0x7a) return false;
  }
  return true;
}
