/** A value as JSON in which characters that a terminal acts on, or hides, are written as escapes: the same value, and safe to look at. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll(/[\u007F-\u009F\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
