import { type Data, isContainer, type Key } from './document/data.ts';

/** A value as messages show it. */
export function printValue(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (!isContainer(value)) return JSON.stringify(value);
  return Array.isArray(value) ? 'Array[]' : 'Object{}';
}

/** `a.b[0]`, as messages name a property. */
export function printDotPath(path: readonly Key[]): string {
  return path.reduce<string>((text, key, index) => `${text}${bracketed(key) ?? `${index === 0 ? '' : '.'}${key}`}`, '');
}

function bracketed(key: Key): string | undefined {
  if (typeof key === 'number') return `[${key}]`;
  if (key === '' || /\s/.test(key)) return `['${key}']`;
  return Number.isNaN(Number(key)) ? undefined : `[${key}]`;
}

/** A JSON pointer as a URI fragment (RFC 6901 section 6), as messages show it. */
export function printPointer(path: readonly Key[]): string {
  if (path.length === 0) return '#';
  return `#/${path
    .map((key) =>
      String(key)
        .replaceAll('~', '~0')
        .replaceAll('/', '~1')
        .replace(/[^\w–.!~*'()/-]/gu, encode),
    )
    .join('/')}`;
}

function encode(character: string): string {
  try {
    return encodeURIComponent(character);
  } catch {
    return character;
  }
}

const LONGEST_LIST = 1000;

/** A value as a text, as JavaScript's `String` makes it; of a list no more than its beginning. */
export function printAsText(value: Data | undefined): string {
  if (!isContainer(value)) return String(value);
  if (!Array.isArray(value)) return '[object Object]';
  const texts: string[] = [];
  flatten(value, texts);
  return texts.join();
}

function flatten(list: readonly Data[], texts: string[]): void {
  for (const item of list) {
    if (texts.length >= LONGEST_LIST) return;
    if (Array.isArray(item) && item.length > 0) flatten(item, texts);
    else texts.push(item === null || Array.isArray(item) ? '' : printAsText(item));
  }
}
