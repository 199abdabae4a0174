/** What a value looks like, from the narrowest. */
export const VALUE_TYPES = [
  'empty',
  'integer',
  'decimal',
  'boolean',
  'null',
  'UUID',
  'hexadecimal digits',
  'letters',
  'letters and digits',
  'words',
  'token',
  'text',
  'JSON number',
  'JSON true or false',
] as const;

export const TYPE = {
  empty: 0,
  integer: 1,
  decimal: 2,
  boolean: 3,
  null: 4,
  uuid: 5,
  hexadecimal: 6,
  letters: 7,
  alphanumeric: 8,
  words: 9,
  token: 10,
  text: 11,
  jsonNumber: 12,
  jsonBoolean: 13,
} as const;

export function isNumeric(type: number): boolean {
  return type === TYPE.integer || type === TYPE.decimal || type === TYPE.jsonNumber;
}

/**
 * Types that hold a type: some of the values that are drawn from `letters and digits` have letters only, or hexadecimal digits only. None where a type tells
 * by itself what a value is.
 */
const WIDER: readonly (readonly number[])[] = VALUE_TYPES.map((_, type) => {
  if (type === TYPE.integer) return [TYPE.hexadecimal, TYPE.alphanumeric];
  if (type === TYPE.decimal || type === TYPE.uuid) return [TYPE.token];
  if (type === TYPE.boolean) return [TYPE.letters];
  if (type === TYPE.hexadecimal) return [TYPE.alphanumeric];
  if (type === TYPE.letters) return [TYPE.alphanumeric, TYPE.words];
  if (type === TYPE.alphanumeric) return [TYPE.token];
  return type === TYPE.words || type === TYPE.token ? [TYPE.text] : [];
});
/** So many of those of the wider type happen to be of the narrower one. */
const BY_CHANCE = 0.05;

/** How many values of a type can be expected by counts of all types. */
export function countOfType(counts: Uint16Array, type: number): number {
  let count = counts[type] ?? 0;
  const wider = WIDER[type] ?? [];
  for (let index = 0; index < wider.length; index++) count = Math.max(count, BY_CHANCE * (counts[wider[index] ?? 0] ?? 0));
  return count;
}
