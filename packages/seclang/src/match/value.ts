import type { Alphabet } from './alphabet.ts';

/** The category of the byte at `position`; 0 outside of the value. */
export function categoryAt(alphabet: Alphabet, value: string, position: number): number {
  if (position < 0 || position >= value.length) return 0;
  return alphabet.categoryOf[classAt(alphabet, value, position)] ?? 0;
}

/** The class of the byte at `position`, which must be inside of the value. */
export function classAt(alphabet: Alphabet, value: string, position: number): number {
  return alphabet.classOf[value.charCodeAt(position) & 0xff] ?? 0;
}
