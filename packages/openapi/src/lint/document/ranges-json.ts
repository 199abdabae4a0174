import { stringEnd, textOf } from './json.ts';
import type { Wanted } from './wanted.ts';

interface Level {
  readonly wanted: Wanted | undefined;
  readonly isObject: boolean;
  index: number;
  /** In an object, what the value of the name just read is wanted for; null while a name is expected. */
  value: Wanted | undefined | null;
}

const DELIMITER = /[,\]}\s]/g;

/** Notes the places of wanted values in a text that is valid JSON. */
export function markJson(text: string, root: Wanted): void {
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const level = levels.at(-1);
    if (character === '"' && level?.isObject && level.value === null) {
      const end = stringEnd(text, at);
      level.value = level.wanted?.inner.get(textOf(text, at, end));
      at = end - 1;
    } else if (character === '"') {
      const end = stringEnd(text, at);
      note(wantedAt(level, root), at, end);
      at = end - 1;
    } else if (character === '{' || character === '[') {
      const wanted = wantedAt(level, root);
      note(wanted, at, -1);
      levels.push({ wanted, isObject: character === '{', index: 0, value: null });
    } else if (character === '}' || character === ']') {
      const closed = levels.pop();
      if (closed?.wanted) closed.wanted.end = at + 1;
    } else if (character === ',') {
      if (level) {
        level.index += 1;
        level.value = null;
      }
    } else if (character !== ':' && character !== undefined && !/\s/.test(character)) {
      DELIMITER.lastIndex = at;
      const end = DELIMITER.exec(text)?.index ?? text.length;
      note(wantedAt(level, root), at, end);
      at = end - 1;
    }
  }
}

function wantedAt(level: Level | undefined, root: Wanted): Wanted | undefined {
  if (!level) return root;
  if (level.isObject) return level.value ?? undefined;
  return level.wanted?.inner.get(`${level.index}`);
}

function note(wanted: Wanted | undefined, start: number, end: number): void {
  if (!wanted) return;
  wanted.start = start;
  wanted.end = end;
}
