/** Headers kept at most, and the longest, in characters: senders choose them. */
const MOST_HEADERS = 256;
const LONGEST_HEADER = 512;

/** What headers say, by their text. All tokens that are signed with one key have the same one, and reading it costs as much as the claims. */
export class HeaderMemory<Read> {
  readonly #known = new Map<string, { readonly text: string; readonly read: Read }>();
  /** The one that was found last, which the next token most likely has: comparing it takes less than looking it up. */
  #latest: { readonly text: string; readonly read: Read } | undefined;

  find(text: string): Read | undefined {
    if (this.#latest?.text === text) return this.#latest.read;
    const found = this.#known.get(text);
    if (found !== undefined) this.#latest = found;
    return found?.read;
  }

  note(text: string, read: Read): void {
    if (text.length > LONGEST_HEADER) return;
    if (this.#known.size >= MOST_HEADERS) this.#known.clear();
    // A copy: a part of a string keeps the whole of it in memory, which is the token.
    const copy = Buffer.from(text, 'latin1').toString('latin1');
    this.#known.set(copy, { text: copy, read });
  }
}
