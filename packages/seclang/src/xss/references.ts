const NAMED: ReadonlyMap<string, string> = new Map([
  ['colon', ':'],
  ['tab', '\t'],
  ['newline', '\n'],
  ['lpar', '('],
  ['rpar', ')'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['sol', '/'],
  ['semi', ';'],
  ['equals', '='],
  ['grave', '`'],
  ['nbsp', ' '],
  ['num', '#'],
  ['period', '.'],
  ['comma', ','],
]);
const LONGEST_NAME = 8;
const LONGEST_NUMBER = 12;

/** Replaces HTML character references, with or without their semicolon. Numbers above 255 become `?`: nothing here asks for them. */
export function decodeReferences(text: string): string {
  let from = text.indexOf('&');
  if (from === -1) return text;
  let decoded = '';
  let copied = 0;
  while (from !== -1) {
    const found = text[from + 1] === '#' ? numberAt(text, from) : nameAt(text, from);
    if (found !== undefined) {
      decoded += text.slice(copied, from) + found.character;
      copied = found.end;
    }
    from = text.indexOf('&', Math.max(from + 1, copied));
  }
  return decoded + text.slice(copied);
}

interface Reference {
  readonly character: string;
  readonly end: number;
}

function numberAt(text: string, ampersand: number): Reference | undefined {
  const hex = text[ampersand + 2] === 'x' || text[ampersand + 2] === 'X';
  const base = hex ? 16 : 10;
  let index = ampersand + (hex ? 3 : 2);
  const from = index;
  let code = 0;
  while (index < from + LONGEST_NUMBER) {
    const digit = digitOf(text.charCodeAt(index));
    if (digit >= base) break;
    code = Math.min(code * base + digit, 0x110000);
    index += 1;
  }
  if (index === from) return undefined;
  return { character: code <= 0xff ? String.fromCharCode(code) : '?', end: text[index] === ';' ? index + 1 : index };
}

function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
}

function nameAt(text: string, ampersand: number): Reference | undefined {
  const name = text.slice(ampersand + 1, ampersand + 2 + LONGEST_NAME);
  const semicolon = name.indexOf(';');
  if (semicolon === -1) return undefined;
  const character = NAMED.get(name.slice(0, semicolon).toLowerCase());
  return character === undefined ? undefined : { character, end: ampersand + 2 + semicolon };
}
