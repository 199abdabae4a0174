/** Longer names are cut: nobody writes them. */
const LONGEST_NAME = 80;
const MOST_WORDS = 10;

/**
 * The words of a name, in lower case and without accents: `billingE-Mail_2` is `billing`, `e`, `mail`, `2`, `IBANNumber` is `iban`, `number`,
 * `Straße` is `strasse`. Takes time linear in the name.
 */
export function wordsOf(name: string): readonly string[] {
  const plain = name
    .slice(0, LONGEST_NAME)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
  const words: string[] = [];
  let word = '';
  let before: Kind = 'other';
  const characters = [...plain];
  for (const [index, character] of characters.entries()) {
    const kind = kindOf(character);
    const next = characters[index + 1];
    const begins =
      kind !== before && !(before === 'upper' && kind === 'lower') // `Name`: the capital belongs to what follows
        ? true
        : // `IBANNumber`: the last capital of a run begins the next word.
          kind === 'upper' && before === 'upper' && next !== undefined && kindOf(next) === 'lower';
    if (begins && word !== '') {
      words.push(word.toLowerCase());
      word = '';
    }
    if (kind !== 'other') word += character;
    before = kind;
  }
  if (word !== '') words.push(word.toLowerCase());
  return words.slice(0, MOST_WORDS);
}

type Kind = 'upper' | 'lower' | 'digit' | 'other';

function kindOf(character: string): Kind {
  if (character >= '0' && character <= '9') return 'digit';
  if (!/\p{L}/u.test(character)) return 'other';
  // Scripts without capitals count as small.
  return character === character.toUpperCase() && character !== character.toLowerCase() ? 'upper' : 'lower';
}
