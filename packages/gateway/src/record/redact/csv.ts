import { isSecretName, REDACTED } from '@airside/domain';
import type { MediaType } from '@airside/openapi';

const TYPES: readonly string[] = ['text/csv', 'application/csv', 'text/tab-separated-values'];
/** A header that is longer is none. */
const LONGEST_HEADER = 16 * 1024;

export function isCsv({ type, subtype }: MediaType): boolean {
  return TYPES.includes(`${type}/${subtype}`);
}

/**
 * A table (RFC 4180; also with semicolons or tabs) without the cells of columns whose header has a secret name. What stands behind a quotation mark
 * that is not closed goes whole. Takes time linear in the text.
 */
export function redactCsv(text: string): string {
  const separator = separatorOf(text);
  const secret = new Set<number>();
  let result = '';
  let copied = 0;
  let [row, column] = [0, 0];
  for (let at = 0; at <= text.length; column++) {
    const end = cellEnd(text, at, separator);
    if (row === 0) {
      if (isSecretName(unquoted(text.slice(at, Math.min(end, at + LONGEST_HEADER))))) secret.add(column);
    } else if (secret.has(column) && end > at) {
      result += text.slice(copied, at) + REDACTED;
      copied = end;
    }
    if (text[end] !== separator) [row, column] = [row + 1, -1];
    if (row > 0 && secret.size === 0) return text;
    at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
  return result + text.slice(copied);
}

/** The one of the usual separators that comes first. */
function separatorOf(text: string): string {
  for (let at = 0; at < Math.min(text.length, LONGEST_HEADER); at++) {
    const character = text.charAt(at);
    if (character === '"') at = quotedEnd(text, at) - 1;
    else if (',;\t'.includes(character)) return character;
    else if (character === '\n') break;
  }
  return ',';
}

/** Where the cell ends that begins there: at a separator, the end of a line, or that of the text. */
function cellEnd(text: string, start: number, separator: string): number {
  let at = text[start] === '"' ? quotedEnd(text, start) : start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** Behind the quotation mark that closes the one at `open`; two of them are one that stands in the cell. */
function quotedEnd(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at + 1;
}

function unquoted(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1).trim() : trimmed;
}
