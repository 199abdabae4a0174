/** What was seen of a request or of an answer. What a record does not tell is undefined, which is not the same as empty. */
export interface ObservedMessage {
  /** Fields in the order in which they were sent, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[] | undefined;
  /** The body as text, without content coding. */
  readonly body: string | undefined;
  /** Size of the body. */
  readonly bytes: number | undefined;
}

/** One call of an API, from whatever record of traffic it comes. Text of callers, hostile all of it. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  /** Id of the API, where the record names it. */
  readonly api: string | null;
  /** In lower case, without port; '' where it is not known. */
  readonly host: string;
  /** Upper case. */
  readonly method: string;
  /** Without query, percent-encoded as sent. */
  readonly path: string;
  /** The path template, where whoever wrote the record knew it; without the base path of the API. */
  readonly template: string | null;
  /** Without the question mark. */
  readonly query: string;
  /** Null where there was no answer. */
  readonly status: number | null;
  /** The gateway refused the request: it says nothing of what the API is like. */
  readonly isRefused: boolean;
  /** Who called: the consumer, else the subject of the credential, else the address; null where the record does not tell. */
  readonly caller: string | null;
  /**
   * The credentials that were shown, named as security schemes are: `bearer`, `basic`, `apiKey` and the like, other schemes of `Authorization`
   * in lower case; `apiKey header x-api-key`, `apiKey query api_key`, `apiKey cookie sid` where the record tells the place; empty for a call
   * without; undefined where the record does not tell.
   */
  readonly credentials: readonly string[] | undefined;
  readonly request: ObservedMessage;
  readonly response: ObservedMessage;
}
