const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  movies: 'movie',
  cookies: 'cookie',
  series: 'series',
  species: 'species',
  news: 'news',
};

/** The singular of an English noun, by its ending. */
export function singular(noun: string): string {
  const lower = noun.toLowerCase();
  const known = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : undefined;
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/i.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z|[^ao]us)es$/i.test(noun)) return noun.slice(0, -2);
  return /[^siu]s$/i.test(noun) ? noun.slice(0, -1) : noun;
}

/** `order-items` as `orderItems`; what is neither letter nor digit of ASCII parts words. */
export function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

export function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lowerFirst(word: string): string {
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}
