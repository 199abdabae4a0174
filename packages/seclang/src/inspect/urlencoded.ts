import type { Entry } from '../variables/entry.ts';

/** Arguments of a query or form: names and values decoded (`%XX`, `+`); an escape that is none stays as it is. */
export function urlencoded(text: string, separator: string, limit: number): Entry[] {
  const found: Entry[] = [];
  if (text === '') return found;
  for (const pair of text.split(separator, limit + 1)) {
    if (pair === '' || found.length >= limit) continue;
    const equals = pair.indexOf('=');
    found.push(equals === -1 ? { key: decode(pair), value: '' } : { key: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) });
  }
  return found;
}

export function cookies(header: string): Entry[] {
  const found: Entry[] = [];
  for (const pair of header.split(';')) {
    const text = pair.trimStart();
    if (text === '') continue;
    const equals = text.indexOf('=');
    found.push(equals === -1 ? { key: text, value: '' } : { key: text.slice(0, equals), value: text.slice(equals + 1) });
  }
  return found;
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  let decoded = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    const high = hex(text.charCodeAt(index + 1));
    const low = hex(text.charCodeAt(index + 2));
    if (character === '+') decoded += ' ';
    else if (character === '%' && high >= 0 && low >= 0) {
      decoded += String.fromCharCode(high * 16 + low);
      index += 2;
    } else decoded += character;
  }
  return decoded;
}

function hex(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
