import { isValue, segmentKind } from '@airside/openapi';

/** An extension, a verb: what may stand after an id and is none. */
const ENDING = /(?:\.[A-Za-z][A-Za-z0-9]{0,5}|:[A-Za-z]{2,40})$/;
const BUILT_OF = /[\p{L}\p{N}]/gu;

/**
 * A segment of a path of which nobody can tell the id that stood in it, and which is told to be an id just as that was: each character stands for all that are alike in what
 * `segmentKind` looks at. Words and dates stay as they are.
 */
export function withoutId(segment: string): string {
  const kind = segmentKind(segment);
  const end = kind === 'email' ? segment.length : (ENDING.exec(segment)?.index ?? segment.length);
  const stemKind = isValue(kind) ? kind : segmentKind(segment.slice(0, end));
  if (!isValue(stemKind) || stemKind === 'date') return segment;
  const start = Math.max(0, segment.indexOf(';'));
  return segment.slice(0, start) + segment.slice(start, end).replaceAll(BUILT_OF, alike) + segment.slice(end);
}

function alike(character: string): string {
  if (/\p{N}/u.test(character)) return character <= '9' ? '1' : '١';
  const lower = character.toLowerCase();
  const isVowel = 'aeiouy'.includes(lower);
  const isHexadecimal = lower <= 'f';
  const letter = lower > 'z' ? 'ä' : isHexadecimal ? (isVowel ? 'a' : 'b') : isVowel ? 'o' : 'k';
  return lower === character ? letter : letter.toUpperCase();
}
