/** The control characters that C and JavaScript write as a backslash and a letter: `\a \b \f \n \r \t \v`. */
export const CONTROL_LETTERS: ReadonlyMap<number, number> = new Map(
  Array.from('abfnrtv').map((letter, index) => [letter.charCodeAt(0), '\x07\b\f\n\r\t\v'.charCodeAt(index)]),
);
