/** What the model keeps at most. Each bound, once reached, is named in the views of the model; nothing grows beyond it. */
export const LIMITS = {
  /** APIs, or hosts where no record names the API. */
  services: 256,
  hostsOfService: 32,
  endpoints: 20_000,
  pathNodes: 100_000,
  pathCharacters: 8192,
  segments: 32,
  /** Literal segments side by side: beyond, the rarest become values of a parameter. */
  literals: 512,
  /** Words taken by one parameter that are held against its other values. */
  words: 1000,
  /** Parameters with different text around them, side by side. */
  edges: 8,
  /** Names of parameters of one endpoint, of each kind. */
  parameters: 200,
  nameCharacters: 128,
  statuses: 40,
  mediaTypes: 16,
  bodyCharacters: 1024 * 1024,
  depth: 24,
  /** Names that are told apart in one object: beyond, it is a map. */
  properties: 256,
  /** Items of one array that are looked at. */
  items: 100,
  /** Values of one body that are looked at. */
  valuesOfBody: 5000,
  /** Places of bodies, over all endpoints. */
  places: 1_000_000,
  /** Values that an enumeration may have. */
  listedValues: 24,
  listedCharacters: 48,
  callers: 16,
  noisePaths: 100,
} as const;
