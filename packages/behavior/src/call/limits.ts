/** What is read of one exchange at most. */
export const LIMITS = {
  /** Parameters of one request, of all places together. */
  parameters: 400,
  pairs: 200,
  /** Of a name by itself. */
  nameCharacters: 128,
  /** Of a path of names, `items[].price`. */
  pathCharacters: 256,
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
  /** Of the id of an API, or of the host that stands for one: as long as a name of a host may be (RFC 1035). */
  apiCharacters: 255,
  /** Of `METHOD /template`: what fits into a detection. */
  operationCharacters: 300,
  /** Of a role, a group or a scope of a caller. */
  roleCharacters: 200,
  /** Of the id of an exchange. */
  idCharacters: 200,
  /** Of a name of a caller: as long as it may be in a detection. */
  subjectCharacters: 300,
} as const;
