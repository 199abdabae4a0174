/** How strings and comments are read: as in standard SQL, or as MySQL reads them. */
export interface Dialect {
  /** `\` takes the meaning from the byte after it, inside strings. */
  readonly backslashEscapes: boolean;
  /** `#` begins a comment, `--` only if whitespace follows, and the content of `/*! … *\/` is executed. */
  readonly mysqlComments: boolean;
}

export const STANDARD: Dialect = { backslashEscapes: false, mysqlComments: false };
export const MYSQL: Dialect = { backslashEscapes: true, mysqlComments: true };

/**
 * Index of the quote that ends the string whose content begins at `from`; the value's length if there is none. A doubled quote stands for
 * itself, and so does one after a backslash where the dialect has it so.
 */
export function endOfString(value: string, from: number, quote: string, dialect: Dialect): number {
  let index = from;
  while (index < value.length) {
    const character = value[index];
    if (character === '\\' && dialect.backslashEscapes) index += 2;
    else if (character !== quote) index += 1;
    else if (value[index + 1] === quote) index += 2;
    else return index;
  }
  return value.length;
}

/** Index after the string `$tag$ … $tag$` of PostgreSQL that begins at `from`; -1 if none does. Without its end, it lasts to the end. */
export function endOfDollarString(value: string, from: number): number {
  const tagEnd = value.indexOf('$', from + 1);
  if (tagEnd === -1 || tagEnd - from > LONGEST_TAG) return -1;
  for (let index = from + 1; index < tagEnd; index++) {
    const byte = value.charCodeAt(index);
    const isName = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
    if (!isName) return -1;
  }
  const tag = value.slice(from, tagEnd + 1);
  const end = value.indexOf(tag, tagEnd + 1);
  return end === -1 ? value.length : end + tag.length;
}

const LONGEST_TAG = 16;

/** Index after the string `q'[ … ]'` of Oracle whose first quote is at `quoteAt`. Without its end, it lasts to the end. */
export function endOfOracleString(value: string, quoteAt: number): number {
  const open = value[quoteAt + 1] ?? '';
  const close = CLOSING.get(open) ?? open;
  const end = value.indexOf(`${close}'`, quoteAt + 2);
  return end === -1 ? value.length : end + 2;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['<', '>'],
]);
