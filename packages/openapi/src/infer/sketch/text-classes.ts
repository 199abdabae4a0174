/** Classes of characters, as bits: what a text is made of. */
export const CLASS = { digit: 1, lower: 2, upper: 4, hyphen: 8, underscore: 16, dot: 32, other: 64, wide: 128 } as const;

const LONGEST = 256;
const TABLE = Uint8Array.from({ length: 128 }, (_, code) => classOf(code));

/** The classes that occur in a text; of a long one the beginning is looked at, and the rest may be anything. */
export function classesOf(text: string): number {
  let classes = 0;
  const end = Math.min(text.length, LONGEST);
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index);
    classes |= code < 128 ? (TABLE[code] ?? CLASS.other) : CLASS.wide;
  }
  return text.length > LONGEST ? classes | CLASS.other | CLASS.wide : classes;
}

function classOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return CLASS.digit;
  if (code >= 0x61 && code <= 0x7a) return CLASS.lower;
  if (code >= 0x41 && code <= 0x5a) return CLASS.upper;
  if (code === 0x2d) return CLASS.hyphen;
  if (code === 0x5f) return CLASS.underscore;
  return code === 0x2e ? CLASS.dot : CLASS.other;
}
