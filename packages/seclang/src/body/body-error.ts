/** Ends the parsing of a body: its message says what was found and where. Parsers catch it and return what they read so far. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/** Runs a parser; returns the message of the `BodyError` that ended it, if one did. */
export function messageOf(parse: () => void): string | undefined {
  try {
    parse();
  } catch (error) {
    if (error instanceof BodyError) return error.message;
    throw error;
  }
  return undefined;
}
