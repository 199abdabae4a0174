/** Every way in which the shop refuses, by stable name. */
const PROBLEMS = {
  'malformed-body': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request does not fit the definition' },
  'credential-required': { status: 401, title: 'A valid credential is required' },
  'login-failed': { status: 401, title: 'User name or password is wrong' },
  forbidden: { status: 403, title: 'The caller may not do this' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'The method is not supported here' },
  'order-state': { status: 409, title: 'The order is not in a state that allows this' },
  'out-of-stock': { status: 409, title: 'There is not enough in stock' },
  'amount-too-high': { status: 409, title: 'The amount is higher than what is open' },
  'body-too-large': { status: 413, title: 'The body is larger than 1 MiB' },
  'media-type-unsupported': { status: 415, title: 'The body must be application/json without an encoding' },
  'too-many-logins': { status: 429, title: 'Too many attempts to log in' },
  'internal-error': { status: 500, title: 'The shop failed' },
  overloaded: { status: 503, title: 'The shop cannot take more work now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemName = keyof typeof PROBLEMS;

/** What is wrong with one value of a request: a JSON pointer into the body, or the name of a query parameter. */
export interface InputError {
  readonly in: 'body' | 'query';
  readonly at: string;
  readonly detail: string;
}

interface RefusalDetails {
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal of the request: whoever throws it ends the handling, and the caller sees it as a problem document (RFC 9457). */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly #name: ProblemName;
  readonly #details: RefusalDetails;

  constructor(name: ProblemName, details: RefusalDetails = {}) {
    super(details.detail ?? PROBLEMS[name].title);
    this.status = PROBLEMS[name].status;
    this.headers = details.headers ?? {};
    this.#name = name;
    this.#details = details;
  }

  /** The problem document. */
  toJSON(): Record<string, unknown> {
    const { detail, errors } = this.#details;
    return {
      type: `https://shop.example/problems/${this.#name}`,
      title: PROBLEMS[this.#name].title,
      status: this.status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}
