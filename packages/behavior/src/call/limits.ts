/** What is read of one exchange at most. */
export const LIMITS = {
  /** Parameters of one request, of all places together. */
  parameters: 400,
  pairs: 200,
  nameCharacters: 128,
  valueCharacters: 4096,
  headers: 100,
  /** Values of one name, such as the items of a list. */
  sameName: 16,
  bodyCharacters: 512 * 1024,
  depth: 24,
  /** Values of a body that are looked at. */
  bodyValues: 2000,
  objects: 256,
  fields: 256,
  segments: 32,
} as const;
