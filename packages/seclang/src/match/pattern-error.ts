/** A pattern that cannot be used: says what is wrong, where (an offset into the pattern, from 0) and how to mend it. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  readonly offset: number;

  constructor(problem: string, pattern: string, offset: number) {
    super(`${problem}, at offset ${offset} of the pattern, near “${excerpt(pattern, offset)}”`);
    this.offset = offset;
  }
}

function excerpt(pattern: string, offset: number): string {
  return pattern.slice(Math.max(0, offset - 12), offset + 12).replace(/[^\x20-\x7e]/g, '.');
}
