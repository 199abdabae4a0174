/** The body of a response that is held back while it arrives: at most so many bytes, for at most so long. */
export class HeldBody {
  readonly #mostBytes: number;
  readonly #chunks: Buffer[] = [];
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;

  constructor({ bytes, ms }: { readonly bytes: number; readonly ms: number }, onTooSlow: () => void) {
    this.#mostBytes = bytes;
    this.#timer = setTimeout(onTooSlow, ms);
  }

  /** Takes a chunk in. False when that is more than may be held; the chunk is part of what `release` yields all the same. */
  add(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    return this.#bytes <= this.#mostBytes;
  }

  /** Ends the hold, and yields what was held. */
  release(): Buffer {
    clearTimeout(this.#timer);
    return this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks.splice(0), this.#bytes);
  }
}
