import { type Diagnostic, UnreadableText } from './diagnostic.ts';

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
];

interface Level {
  readonly names: Set<string> | undefined;
  name: string;
  index: number;
  expectsName: boolean;
}

/**
 * What JSON.parse passes over in silence: names that stand twice in one object. One pass, in time and memory linear in the text, which is
 * valid JSON.
 * @throws {UnreadableText} where it is nested deeper than `deepest` levels
 */
export function duplicateKeys(text: string, deepest: number): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      const level = levels.at(-1);
      if (level?.expectsName) {
        level.name = textOf(text, at, end);
        if (level.names?.has(level.name)) diagnostics.push(duplicate(levels, at, end));
        level.names?.add(level.name);
      }
      at = end - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (levels.length === deepest) throw new UnreadableText(`nested deeper than ${deepest} levels`, at);
      const isObject = code === OPEN_OBJECT;
      levels.push({ names: isObject ? new Set() : undefined, name: '', index: 0, expectsName: isObject });
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) levels.pop();
    else if (code === COMMA) nextItem(levels.at(-1));
    else if (code === COLON) nameRead(levels.at(-1));
  }
  return diagnostics;
}

/** The offset after the closing quote of the string that starts at `start`, or the end of the text. */
export function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, start, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** The string between the quotes at two offsets. */
export function textOf(text: string, start: number, end: number): string {
  const source = text.slice(start + 1, end - 1);
  return source.includes('\\') ? (JSON.parse(`"${source}"`) as string) : source;
}

function isEscaped(text: string, start: number, quote: number): boolean {
  let backslashes = 0;
  for (let at = quote - 1; at > start && text.charCodeAt(at) === BACKSLASH; at--) backslashes += 1;
  return backslashes % 2 === 1;
}

function nextItem(level: Level | undefined): void {
  if (!level) return;
  level.index += 1;
  level.expectsName = level.names !== undefined;
}

function nameRead(level: Level | undefined): void {
  if (level) level.expectsName = false;
}

function duplicate(levels: readonly Level[], start: number, end: number): Diagnostic {
  const path = levels.map((level) => (level.names ? level.name : `${level.index}`));
  return { kind: 'duplicate-key', message: 'Duplicate key', severity: 'error', path, start, end };
}
