import { toPointer } from '@airside/domain/text';

import type { SchemaError } from '../schema/messages.ts';

export const DEEPEST_JSON = 64;

const LONGEST_POINTER = 300;
const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
];

interface Level {
  /** The names so far in an object; undefined in an array. */
  readonly names: Set<string> | undefined;
  /** Where in the object or array the scan stands. */
  key: string;
  index: number;
  /** In an object, whether the next string is a name. */
  expectsName: boolean;
}

/** How deep the text of a JSON value is nested, and how many names stand in it; for text that the parser refuses, numbers without meaning. */
export function measureJson(text: string): { readonly depth: number; readonly names: number } {
  let [level, depth, names] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at += 1; at < text.length; at++) {
        const inner = text.charCodeAt(at);
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) at += 1;
      }
    } else if (code === COLON) names += 1;
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      level += 1;
      if (level > depth) depth = level;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) level -= 1;
  }
  return { depth, names };
}

/**
 * What is wrong with a text before it is parsed: nested deeper than `deepest` levels, a name twice in one object, or the name
 * `__proto__`. One pass, in time and memory linear in the text. It does not judge syntax, which the parser does; of valid JSON it
 * misses nothing.
 */
export function scanJson(text: string, deepest = DEEPEST_JSON): SchemaError | undefined {
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const level = levels.at(-1);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      const refused = level?.expectsName && level.names ? nameRefused(text.slice(at, end), level, levels) : undefined;
      if (refused) return refused;
      at = end - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (levels.length === deepest) return refusal(levels, `must not be nested deeper than ${deepest} levels`);
      const isMapping = code === OPEN_OBJECT;
      levels.push({ names: isMapping ? new Set() : undefined, key: '', index: 0, expectsName: isMapping });
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) levels.pop();
    else if (code === COMMA && level) {
      level.index += 1;
      level.expectsName = level.names !== undefined;
    } else if (code === COLON && level) level.expectsName = false;
  }
  return undefined;
}

/** The offset after the string's closing quote; undefined where it is not closed. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return undefined;
}

function nameRefused(source: string, level: Level, levels: readonly Level[]): SchemaError | undefined {
  const name = decodeName(source);
  if (name === undefined) return undefined;
  level.key = name;
  if (name === '__proto__') return refusal(levels, 'has a name that is not accepted');
  if (level.names?.has(name)) return refusal(levels, 'must not stand twice in one object');
  level.names?.add(name);
  return undefined;
}

/** The name as the parser will read it: `"a"` and `"\u0061"` are one. Undefined where the parser will refuse it. */
function decodeName(source: string): string | undefined {
  if (!source.includes('\\')) return source.slice(1, -1);
  try {
    return JSON.parse(source) as string;
  } catch {
    return undefined;
  }
}

function refusal(levels: readonly Level[], message: string): SchemaError {
  const pointer = toPointer(levels.map((level) => (level.names ? level.key : level.index)));
  return { pointer: pointer.slice(0, LONGEST_POINTER), message };
}
