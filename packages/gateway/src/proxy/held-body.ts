import type { Hold } from '../pipeline/policy.ts';

/** The body of a response that is held back while it arrives: at most so many bytes, for at most so long. */
export class HeldBody {
  readonly #chunks: Buffer[] = [];
  readonly #startedAt = performance.now();
  #mostBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** How far it is held from now on; the time counts from when the hold began. */
  limit({ bytes, ms }: Hold, onTooSlow: () => void): void {
    clearTimeout(this.#timer);
    this.#mostBytes = bytes;
    this.#timer = setTimeout(onTooSlow, Math.max(0, ms - (performance.now() - this.#startedAt)));
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
