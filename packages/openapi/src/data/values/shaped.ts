import { isDigit, isLetter } from '../../validate/schema/formats/characters.ts';

/**
 * Whether a text has a shape: `9` stands for a digit, `A` for a letter, `X` for either, any other character for itself. One comparison for each
 * character.
 */
export function shaped(text: string, shape: string): boolean {
  if (text.length !== shape.length) return false;
  for (let index = 0; index < shape.length; index++) {
    const code = text.charCodeAt(index);
    const wanted = shape[index];
    const fits =
      wanted === '9'
        ? isDigit(code)
        : wanted === 'A'
          ? isLetter(code)
          : wanted === 'X'
            ? isDigit(code) || isLetter(code)
            : code === shape.charCodeAt(index);
    if (!fits) return false;
  }
  return true;
}
