/** More than any name has; each costs a comparison. */
const MOST_ATTRIBUTES = 64;
const LONGEST_NAME = 2048;
const TYPE = /^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)$/;

/**
 * A distinguished name in the form of RFC 4514 (`CN=client,O=Acme,C=DE`: the most specific part first) as a text that equal names share,
 * whatever escapes they were written with. Undefined where it cannot be read: a value in `#` form, control characters, an empty part.
 */
export function canonicalName(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  const parts: string[][] = [];
  let attributes: string[] = [];
  let count = 0;
  for (let offset = 0; offset <= text.length; ) {
    const value = readAttribute(text, offset);
    if (value === undefined || ++count > MOST_ATTRIBUTES) return undefined;
    attributes.push(value.attribute);
    if (text[value.end] !== '+') {
      // Attributes of one part have no order (RFC 4514 section 2.2).
      parts.push(attributes.sort());
      attributes = [];
    }
    offset = value.end + 1;
  }
  return attributes.length > 0 ? undefined : JSON.stringify(parts);
}

/** The same of a name as Node prints it (`X509Certificate.subject`): a part a line, the most general part first. */
export function canonicalPrintedName(printed: string): string | undefined {
  return canonicalName(printed.split('\n').reverse().join(','));
}

function readAttribute(text: string, start: number): { readonly attribute: string; readonly end: number } | undefined {
  let offset = start;
  while (text[offset] === ' ') offset++;
  const equals = text.indexOf('=', offset);
  if (equals === -1) return undefined;
  const type = text.slice(offset, equals).trimEnd();
  if (!TYPE.test(type)) return undefined;
  offset = equals + 1;
  while (text[offset] === ' ') offset++;
  if (text[offset] === '#') return undefined;
  const bytes: number[] = [];
  let trailingSpaces = 0;
  for (; offset < text.length && text[offset] !== ',' && text[offset] !== '+'; offset++) {
    const character = text[offset] as string;
    trailingSpaces = character === ' ' ? trailingSpaces + 1 : 0;
    if (character !== '\\') {
      if (UNESCAPED_NEVER.test(character)) return undefined;
      const whole = String.fromCodePoint(text.codePointAt(offset) as number);
      bytes.push(...Buffer.from(whole));
      offset += whole.length - 1;
      continue;
    }
    const escaped = /^[0-9A-Fa-f]{2}/.exec(text.slice(offset + 1, offset + 3))?.[0];
    if (escaped !== undefined) bytes.push(Number.parseInt(escaped, 16));
    else if (ESCAPABLE.includes(text[offset + 1] ?? '-')) bytes.push((text[offset + 1] as string).charCodeAt(0));
    else return undefined;
    offset += escaped?.length ?? 1;
  }
  const value = decode(bytes.slice(0, bytes.length - trailingSpaces));
  return value === undefined || value === '' ? undefined : { attribute: `${type.toUpperCase()}=${value}`, end: offset };
}

const ESCAPABLE = ' "#+,;<=>\\';
const UNESCAPED_NEVER = /["<>;\u0000-\u001f\u007f]/;

/** NUL and other control characters stand in no honest name; two names that differ in what is not seen must not look alike. */
function decode(bytes: readonly number[]): string | undefined {
  try {
    const value = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return /[\u0000-\u001f\u007f-\u009f]/.test(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
