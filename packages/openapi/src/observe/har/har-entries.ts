const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Bytes of one entry: an answer in base64 with all that belongs to it. */
const MOST_ENTRY_BYTES = 32 * 1024 * 1024;
/** `entries` is a member of `log`, which is a member of the root. */
const DEPTH_OF_LOG = 2;
const KEY = '"entries"';

export interface HarEntry {
  /** From 1. */
  readonly number: number;
  /** Undefined for an entry that is too large to be looked at. */
  readonly text: string | undefined;
}

/**
 * Cuts the entries out of a HAR file, a chunk of bytes at a time, so that memory is bounded by the largest entry (at most 32 MiB), not by the file. It
 * judges no syntax: that is done by who parses an entry. A file that ends too early has lost its last entry only.
 */
export class HarEntries {
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The last short string at the depth of `log`. */
  #key = '';
  #entriesDepth = 0;
  #isHar = false;
  #number = 0;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  /** Whether the file had a list of entries so far. */
  get isHar(): boolean {
    return this.#isHar;
  }

  /** Whether the file ended within an entry. */
  get isCut(): boolean {
    return this.#isWithinEntry();
  }

  /** The entries that end in the chunk. */
  *push(chunk: Uint8Array): Generator<HarEntry> {
    let start = 0;
    let keyStart = -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#depth === DEPTH_OF_LOG) this.#key = this.#key + text(chunk, Math.max(keyStart, 0), at + 1);
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
        keyStart = at;
        if (this.#depth === DEPTH_OF_LOG) this.#key = '';
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (byte === OPEN_ARRAY && this.#depth === DEPTH_OF_LOG && this.#key === KEY) {
          this.#entriesDepth = DEPTH_OF_LOG + 1;
          this.#isHar = true;
        }
        if (this.#depth === this.#entriesDepth && this.#entriesDepth > 0) start = at;
        this.#depth++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth--;
        if (this.#depth < this.#entriesDepth) this.#entriesDepth = 0;
        else if (this.#depth === this.#entriesDepth && this.#entriesDepth > 0) yield this.#end(chunk.subarray(start, at + 1));
      }
    }
    if (this.#isWithinEntry()) this.#keep(chunk.subarray(start));
    else if (this.#inString && this.#depth === DEPTH_OF_LOG) this.#key += text(chunk, Math.max(keyStart, 0), chunk.length);
  }

  #isWithinEntry(): boolean {
    return this.#entriesDepth > 0 && this.#depth > this.#entriesDepth;
  }

  #keep(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#bytes <= MOST_ENTRY_BYTES) this.#parts.push(part);
    else this.#parts = [];
  }

  #end(part: Uint8Array): HarEntry {
    this.#keep(part);
    const entry = {
      number: ++this.#number,
      text: this.#bytes <= MOST_ENTRY_BYTES ? Buffer.concat(this.#parts).toString('utf8') : undefined,
    };
    this.#parts = [];
    this.#bytes = 0;
    return entry;
  }
}

/** A short text; keys that matter are short. */
function text(chunk: Uint8Array, start: number, end: number): string {
  return end - start > KEY.length ? '?' : Buffer.from(chunk.subarray(start, end)).toString('latin1');
}
