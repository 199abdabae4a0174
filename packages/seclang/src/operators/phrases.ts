/** The phrases of `@pm`: parted by white space; a pair of quotation marks around all of them is left out. */
export function phrasesOf(argument: string): string[] {
  const unquoted = argument.length > 1 && argument.startsWith('"') && argument.endsWith('"') ? argument.slice(1, -1) : argument;
  // Spaces inside of |41 20 42| part bytes, not phrases.
  const phrases = unquoted.match(/(?:\|(?:[0-9a-f]{2} ?)+\||\S)+/gi) ?? [];
  return phrases.map(decodeHexNotation);
}

/** Replaces bytes in Snort's notation, `|41 42|`, by themselves. Other text between vertical bars stays, with the bars. */
export function decodeHexNotation(phrase: string): string {
  return phrase.replaceAll(/\|((?:[0-9a-f]{2} ?)+)\|/gi, (_, bytes: string) =>
    Buffer.from(bytes.replaceAll(' ', ''), 'hex').toString('latin1'),
  );
}
