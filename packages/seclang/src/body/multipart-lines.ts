/** A line of a body: its first byte, the byte behind its text, and the byte behind its end (LF or CRLF). */
export interface Line {
  readonly start: number;
  readonly textEnd: number;
  readonly end: number;
}

/** The lines of a body, one after the other; the last may have no end. */
export function* linesOf(body: string): Generator<Line> {
  for (let start = 0; start < body.length; ) {
    const feed = body.indexOf('\n', start);
    const end = feed < 0 ? body.length : feed + 1;
    const textEnd = feed < 0 ? end : feed > start && body[feed - 1] === '\r' ? feed - 1 : feed;
    yield { start, textEnd, end };
    start = end;
  }
}
