/** Every refusal and failure that the gateway itself can answer with: status, title, and what happened and what an honest caller does about it. */
export const PROBLEM_TYPES = {
  'malformed-request': {
    status: 400,
    title: 'The request is not well-formed HTTP',
    meaning:
      'The bytes do not follow HTTP, or could be read in two ways. Send the request with a standard client; if a proxy stands between, look at what it changes.',
  },
  'ambiguous-path': {
    status: 400,
    title: 'The path can be read in more than one way',
    meaning: 'The path holds dot segments, encoded slashes or the like, which servers read differently. Send the path in its plain form.',
  },
  'contract-violation': {
    status: 400,
    title: 'The request does not fit the definition of the API',
    meaning:
      'A parameter, header or body is not what the definition says. The `errors` of the answer name the places; mend these and send the request again.',
  },
  'profile-violation': {
    status: 400,
    title: 'The request is not like those that the operation gets',
    meaning:
      'A parameter or the body is not like what was learned of the operation and chosen to be enforced. The `errors` of the answer name the places. If the request was an honest one, send its request id to the owner of the API.',
  },
  'credential-required': {
    status: 401,
    title: 'A credential is required',
    meaning:
      'The API wants to know who calls. Send one of the kinds of credential that the `WWW-Authenticate` header names: the `accepts` of the answer are the alternatives, each with all that it takes.',
  },
  'credential-invalid': {
    status: 401,
    title: 'The credential is not valid',
    meaning:
      'The credential is unknown, expired, revoked or meant for somebody else. Get a new one; sending the same one again does not help.',
  },
  'authentication-insufficient': {
    status: 401,
    title: 'A stronger or fresher authentication is required',
    meaning:
      'The token is valid, but the user behind it did not prove who it is in the way, or as recently, as this asks for. Send the user to the identity provider with the `acr_values` and `max_age` that the `WWW-Authenticate` header names (RFC 9470), and call again with the new token.',
  },
  'address-refused': {
    status: 403,
    title: 'Calls from this address are not allowed',
    meaning: 'The API can be called from certain networks only. Call from one of them, or ask the owner of the API to add yours.',
  },
  'caller-blocked': {
    status: 403,
    title: 'The caller is blocked for a while',
    meaning:
      'Calls like those of an attack came from this caller, or somebody who answers for the API has ordered it. Ask the owner of the API, with the request id.',
  },
  'consumer-refused': {
    status: 403,
    title: 'The caller may not use this API',
    meaning: 'The caller is known, but this API is not open to it. Ask the owner of the API for access.',
  },
  'access-denied': {
    status: 403,
    title: 'The caller may not do this',
    meaning:
      'The caller is known, but the rules of this API do not allow it this; which, is told to the owner of the API only. Ask the owner for access, with the request id.',
  },
  'object-refused': {
    status: 403,
    title: 'The object is not one of the caller',
    meaning:
      'The request is for, or was answered with, something that belongs to somebody else, or does not say whom it belongs to. Ask for what is yours; if it is, send the request id to the owner of the API.',
  },
  'field-refused': {
    status: 403,
    title: 'The body sets a field that the caller may not write',
    meaning:
      'The `errors` of the answer name the fields. Leave them out and send the request again, or ask the owner of the API for the right to write them.',
  },
  'scope-missing': {
    status: 403,
    title: 'The credential lacks a scope that this operation requires',
    meaning:
      'The credential is valid, but was not given the right to do this. Ask for a credential with the scope that the `WWW-Authenticate` header names.',
  },
  'firewall-blocked': {
    status: 403,
    title: 'The request was taken for an attack',
    meaning:
      'Rules that look for attacks found one in the request; which, is told to the owner of the API only. If the request was an honest one, send its request id to the owner.',
  },
  'api-unknown': {
    status: 404,
    title: 'No API is published here',
    meaning: 'No API has this host and path. Check the URL.',
  },
  'operation-gone': {
    status: 410,
    title: 'The operation has ended',
    meaning:
      'The operation was deprecated, and the date of its end has passed. Use what has taken its place; the documentation of the API names it.',
  },
  'operation-unknown': {
    status: 404,
    title: 'The API has no such operation',
    meaning: 'The API exists, but its definition has no such path. Check the path against the definition.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The operation does not support this method',
    meaning: 'The path exists, but not with this method. Use one that the `Allow` header names.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'Head or body did not arrive in the time allowed. Try again on a better connection, or with a smaller body.',
  },
  'body-too-large': {
    status: 413,
    title: 'The request body is larger than allowed',
    meaning: 'The body is larger than this API takes. Send less at once.',
  },
  'target-too-long': {
    status: 414,
    title: 'The request target is longer than allowed',
    meaning: 'Path and query together are longer than allowed. Send what is long in the body, where the operation takes one.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'The media type or encoding of the body is not supported',
    meaning:
      'The body has a media type, character set or content coding that the operation does not take. Send one that the definition names.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    meaning: 'The `Expect` header asks for something other than `100-continue`. Leave the header out.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    meaning: 'The caller has used up what it is allowed in this time. Wait for the seconds that the `Retry-After` header names.',
  },
  'quota-exceeded': {
    status: 429,
    title: 'The quota is used up',
    meaning:
      'The caller has used up all that its plan grants for a longer time. Wait for the seconds that the `Retry-After` header names, or ask the owner of the API for a larger plan.',
  },
  'too-many-failures': {
    status: 429,
    title: 'Too many failed attempts',
    meaning:
      'Too many credentials that did not verify came from this address, or for this account. Wait for the seconds that the `Retry-After` header names; check the credential meanwhile. Addresses that lately succeeded go on working.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The header section is larger than allowed',
    meaning: 'The header section has too many fields or too many bytes. Send fewer or smaller headers, cookies above all.',
  },
  'internal-error': {
    status: 500,
    title: 'The gateway failed',
    meaning: 'A fault of the gateway, not of the request. Try again later; report the request id if it lasts.',
  },
  'upstream-unreachable': {
    status: 502,
    title: 'The upstream could not be reached',
    meaning: 'The server behind the gateway cannot be connected to. Try again later; the owner of the API has to act.',
  },
  'upstream-invalid': {
    status: 502,
    title: 'The upstream did not answer properly',
    meaning:
      'The server behind the gateway broke off, or answered with something that is not HTTP. Try again later; the owner of the API has to act.',
  },
  'firewall-response-blocked': {
    status: 502,
    title: 'The answer of the upstream was held back',
    meaning:
      'Rules that look for leaks and attacks found one in what the server behind the gateway answered; which, is told to the owner of the API only. Send the request id to the owner.',
  },
  'response-withheld': {
    status: 502,
    title: 'The answer of the upstream could not be checked',
    meaning:
      'What the server behind the gateway answered is not what the definition of the API says, or parts of it are not for every caller and it came in a form in which they cannot be found: too large, too slow, in parts, encoded, or not JSON. The owner of the API has to act; send the request id.',
  },
  overloaded: {
    status: 503,
    title: 'The gateway cannot take more work now',
    meaning: 'The gateway has as much work as it can take. Try again after the seconds that the `Retry-After` header names.',
  },
  'upstream-timeout': {
    status: 504,
    title: 'The upstream did not answer in time',
    meaning:
      'The server behind the gateway took too long. It may have done the work all the same: look before sending again what must not happen twice.',
  },
} as const satisfies Record<string, { status: number; title: string; meaning: string }>;

export type ProblemName = keyof typeof PROBLEM_TYPES;

/** The `type` member of a problem document (RFC 9457 section 3.1.1). */
export function problemUri(name: ProblemName): string {
  return `urn:airside:problem:${name}`;
}
