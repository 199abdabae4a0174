/** One way in which a request or a response does not fit the definition. */
export interface Violation {
  readonly in: 'status' | 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** JSON pointer: into the body (`/items/0/quantity`), or the parameter's name and what follows inside it (`/limit`). */
  readonly pointer: string;
  /** What was expected. Never holds the value. */
  readonly message: string;
}
