/** A family of rules, and how much it weighs in the score of a definition. */
export const FAMILY_WEIGHTS = {
  security: 3,
  owasp: 3,
  errors: 2,
  compatibility: 2,
  pagination: 1,
  versioning: 1,
  naming: 1,
  documentation: 1,
  other: 1,
} as const;

export type Family = keyof typeof FAMILY_WEIGHTS;

/** The family of a rule, by its name: `airside-FAMILY-…`, `owasp:…`; rules of other rule sets are of the family `other`. */
export function familyOf(rule: string): Family {
  if (rule.startsWith('owasp:')) return 'owasp';
  const name = /^airside-([a-z]+)-/.exec(rule)?.[1] ?? '';
  return Object.hasOwn(FAMILY_WEIGHTS, name) ? (name as Family) : 'other';
}
