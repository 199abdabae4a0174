export const DIALECTS = ['draft4', 'draft6', 'draft7', 'draft2019-09', 'draft2020-12'] as const;

export type Dialect = (typeof DIALECTS)[number];

const SCHEMA_URI = /^https?:\/\/json-schema\.org\/(?:draft-0([467])|draft\/(2019-09|2020-12))\/(?:hyper-)?schema#?$/;

/** The dialect that a `$schema` names. */
export function dialectNamed(uri: unknown): Dialect | undefined {
  const match = typeof uri === 'string' && uri.length < 100 ? SCHEMA_URI.exec(uri) : null;
  return match ? DIALECTS.find((dialect) => dialect === `draft${match[1] ?? match[2]}`) : undefined;
}
