/** Tells of one UTF-16 code unit whether it belongs to a class. */
export type CharacterClass = (code: number) => boolean;

export const isDigit: CharacterClass = (code) => code >= 0x30 && code <= 0x39;
export const isLetter: CharacterClass = (code) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
export const isAlphanumeric: CharacterClass = (code) => isDigit(code) || isLetter(code);
export const isHexadecimal: CharacterClass = (code) => isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);

/** The class of the listed ASCII characters and those ASCII characters that are of the other classes. */
export function anyOf(listed: string, ...others: readonly CharacterClass[]): CharacterClass {
  const table = new Uint8Array(ASCII);
  for (const character of listed) table[character.charCodeAt(0)] = 1;
  for (let code = 0; code < ASCII; code++) if (others.some((other) => other(code))) table[code] = 1;
  return (code) => code < ASCII && table[code] === 1;
}

const ASCII = 128;

/** Whether all of the text from `start` to `end` is of the class. */
export function every(text: string, belongs: CharacterClass, start = 0, end = text.length): boolean {
  for (let index = start; index < end; index++) if (!belongs(text.charCodeAt(index))) return false;
  return true;
}

/** The end of the run of characters of the class that begins at `start`. */
export function runEnd(text: string, belongs: CharacterClass, start: number): number {
  let end = start;
  while (end < text.length && belongs(text.charCodeAt(end))) end += 1;
  return end;
}

/** The number that `count` digits at `start` write; NaN where there are fewer. */
export function digitsAt(text: string, start: number, count: number): number {
  return start + count <= text.length && every(text, isDigit, start, start + count) ? Number(text.slice(start, start + count)) : Number.NaN;
}
