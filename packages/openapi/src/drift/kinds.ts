export const DRIFT_SEVERITIES = ['low', 'medium', 'high'] as const;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

interface DriftKindText {
  readonly severity: DriftSeverity;
  readonly title: string;
  /** What it means, and what to do. */
  readonly meaning: string;
}

/** The ways in which an API and its definition drift apart. */
export const DRIFT_KINDS = {
  'shadow-operation': {
    severity: 'high',
    title: 'seen, not declared',
    meaning:
      'The API answers calls that its definition does not know, so nobody has reviewed, protected or documented them (OWASP API9:2023). Declare it with its protection, or take it away.',
  },
  'missing-authentication': {
    severity: 'high',
    title: 'declared to need a credential, answered without one',
    meaning:
      'A call without any credential succeeded although the definition asks for one (OWASP API2:2023). Mend the API; where it is meant to be open, declare `security: []`.',
  },
  'zombie-operation': {
    severity: 'medium',
    title: 'deprecated, still called',
    meaning:
      'Callers depend on what is to go away. Tell them, name what to use instead and an end (`x-sunset`), and watch the calls go down.',
  },
  'undeclared-response-field': {
    severity: 'medium',
    title: 'field in answers that is not declared',
    meaning:
      'Answers hold more than the definition says, which may be more than callers should see (OWASP API3:2023). Declare the field or take it out; the contract policy can remove it.',
  },
  'response-mismatch': {
    severity: 'medium',
    title: 'answers that do not fit',
    meaning: 'Callers who rely on the definition break on these answers. Mend the API or the definition.',
  },
  'undeclared-request-field': {
    severity: 'medium',
    title: 'field in accepted requests that is not declared',
    meaning:
      'The API takes fields that its definition does not name: it may bind what callers should not set (OWASP API3:2023, mass assignment). Declare the field or have it refused.',
  },
  'undeclared-parameter': {
    severity: 'medium',
    title: 'parameter of accepted requests that is not declared',
    meaning: 'The API takes, or silently ignores, parameters that its definition does not name. Declare or refuse them.',
  },
  'request-mismatch': {
    severity: 'low',
    title: 'accepted requests that do not fit',
    meaning:
      'The API accepts what its definition forbids: enforcing the definition would refuse these callers. Widen the definition, or have the callers mended first.',
  },
  'undeclared-status': {
    severity: 'low',
    title: 'status that is not declared',
    meaning: 'Callers cannot know this answer. Declare it.',
  },
  'undeclared-media-type': {
    severity: 'low',
    title: 'media type that is not declared',
    meaning: 'Bodies come in a form that the definition does not name. Declare it, or have it refused.',
  },
  'orphan-operation': {
    severity: 'low',
    title: 'declared, not seen',
    meaning: 'Nobody called it in this traffic. What nobody needs is better taken away: it is only there to be attacked.',
  },
} as const satisfies Record<string, DriftKindText>;

export type DriftKind = keyof typeof DRIFT_KINDS;
