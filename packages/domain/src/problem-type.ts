/** Every refusal and failure that the gateway itself can answer with: status and title by stable name. */
export const PROBLEM_TYPES = {
  'malformed-request': { status: 400, title: 'The request is not well-formed HTTP' },
  'ambiguous-path': { status: 400, title: 'The path can be read in more than one way' },
  'contract-violation': { status: 400, title: 'The request does not fit the definition of the API' },
  'credential-required': { status: 401, title: 'A credential is required' },
  'credential-invalid': { status: 401, title: 'The credential is not valid' },
  'address-refused': { status: 403, title: 'Calls from this address are not allowed' },
  'consumer-refused': { status: 403, title: 'The caller may not use this API' },
  'scope-missing': { status: 403, title: 'The credential lacks a scope that this operation requires' },
  'api-unknown': { status: 404, title: 'No API is published here' },
  'operation-unknown': { status: 404, title: 'The API has no such operation' },
  'method-not-allowed': { status: 405, title: 'The operation does not support this method' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'body-too-large': { status: 413, title: 'The request body is larger than allowed' },
  'target-too-long': { status: 414, title: 'The request target is longer than allowed' },
  'media-type-unsupported': { status: 415, title: 'The media type or encoding of the body is not supported' },
  'expectation-failed': { status: 417, title: 'The expectation cannot be met' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The header section is larger than allowed' },
  'internal-error': { status: 500, title: 'The gateway failed' },
  'upstream-unreachable': { status: 502, title: 'The upstream could not be reached' },
  'upstream-invalid': { status: 502, title: 'The upstream did not answer properly' },
  overloaded: { status: 503, title: 'The gateway cannot take more work now' },
  'upstream-timeout': { status: 504, title: 'The upstream did not answer in time' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemName = keyof typeof PROBLEM_TYPES;

/** The `type` member of a problem document (RFC 9457 section 3.1.1). */
export function problemUri(name: ProblemName): string {
  return `urn:airside:problem:${name}`;
}
