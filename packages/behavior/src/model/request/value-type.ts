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
