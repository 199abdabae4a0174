/** The text is no structured field. Messages hold nothing of it but the place. */
export class StructuredFieldError extends Error {}

/** A place in a text, and the steps that parsers take from it. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here; the empty string at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Steps over a character if it is the one here. */
  take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  expect(character: string): void {
    if (!this.take(character)) this.fail(`expected ${character}`);
  }

  skip(characters: string): void {
    while (!this.isAtEnd && characters.includes(this.next)) this.at++;
  }

  /** What a sticky pattern finds here; the pattern must take linear time. */
  match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return this.fail(`expected ${expected}`);
    this.at += found.length;
    return found;
  }

  fail(problem: string): never {
    throw new StructuredFieldError(`${problem} at character ${this.at + 1}`);
  }
}
