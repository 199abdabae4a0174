import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';

const WAYS = 4;
const SMALLEST = 16;
const LARGEST = 256;
const MOST = 0xffff;

/**
 * The values that were seen before, by their hashes, with how often: those that come again and again stay, whatever comes once only. Tells how likely a
 * value that was never seen is.
 */
export class KnownValues {
  #hashes = new Uint32Array(SMALLEST);
  #counts = new Uint16Array(SMALLEST);
  #used = 0;
  /** Values seen once, of those that are kept. */
  #once = 0;
  /** Values that found no room. */
  #crowdedOut = 0;

  get distinct(): number {
    return this.#used;
  }

  has(hash: number): boolean {
    const start = this.#start(hash);
    for (let way = 0; way < WAYS; way++) if (this.#hashes[start + way] === hash && (this.#counts[start + way] ?? 0) > 0) return true;
    return false;
  }

  /** Notes a value; whether it was known. */
  note(hash: number): boolean {
    const start = this.#start(hash);
    let weakest = start;
    for (let index = start; index < start + WAYS; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0 && this.#hashes[index] === hash) {
        if (count === 1) this.#once--;
        if (count < MOST) this.#counts[index] = count + 1;
        return true;
      }
      if (count < (this.#counts[weakest] ?? 0)) weakest = index;
    }
    this.#insert(hash, weakest);
    return false;
  }

  /** A value that came once tells nothing. */
  forget(hash: number): void {
    const start = this.#start(hash);
    for (let index = start; index < start + WAYS; index++) {
      if (this.#hashes[index] !== hash || this.#counts[index] !== 1) continue;
      this.#counts[index] = 0;
      this.#used--;
      this.#once--;
    }
  }

  /** How many of those that come again would be new: the share of values that were seen once (Good and Turing), or of those that found no room. */
  unseen(): number {
    return this.#once + this.#crowdedOut;
  }

  /** Forgets one half. */
  halve(): void {
    this.#used = 0;
    this.#once = 0;
    this.#crowdedOut = this.#crowdedOut >> 1;
    for (let index = 0; index < this.#counts.length; index++) {
      const count = ((this.#counts[index] ?? 0) + 1) >> 1;
      this.#counts[index] = count;
      if (count > 0) this.#used++;
      if (count === 1) this.#once++;
    }
  }

  /** Hashes, counts and how many found no room. */
  save(): SavedValues {
    const [hashes, counts] = [new Uint32Array(this.#used), new Uint16Array(this.#used)];
    let next = 0;
    for (let index = 0; index < this.#counts.length; index++) {
      const count = this.#counts[index] ?? 0;
      if (count === 0) continue;
      hashes[next] = this.#hashes[index] ?? 0;
      counts[next++] = count;
    }
    return [textOfBytes(new Uint8Array(hashes.buffer)), textOfBytes(new Uint8Array(counts.buffer)), this.#crowdedOut];
  }

  /** Adds what was saved, and gives the share of its values that were not known; throws an Error where that is not what `save` gives. */
  merge([hashText, countText, crowdedOut]: SavedValues): number {
    const length = Buffer.from(countText, 'base64').length >> 1;
    if (length > LARGEST) throw new Error(`known values: at most ${LARGEST} expected, ${length} found`);
    const counts = new Uint16Array(bytesOfText(countText, 2 * length, 'counts of known values').buffer);
    const hashes = new Uint32Array(bytesOfText(hashText, 4 * length, 'known values').buffer);
    const unknown = hashes.reduce((sum, hash) => sum + (this.has(hash) ? 0 : 1), 0);
    for (let index = 0; index < hashes.length; index++) {
      const [hash = 0, count = 0] = [hashes[index], counts[index]];
      for (let times = 0; times < Math.min(count, 2); times++) this.note(hash);
      this.#raise(hash, count - 2);
    }
    this.#crowdedOut += crowdedOut;
    return length === 0 ? 1 : unknown / length;
  }

  #raise(hash: number, by: number): void {
    const start = this.#start(hash);
    for (let index = start; index < start + WAYS && by > 0; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 1 && this.#hashes[index] === hash) this.#counts[index] = Math.min(MOST, count + by);
    }
  }

  #start(hash: number): number {
    return ((Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 20) * WAYS) & (this.#hashes.length - 1);
  }

  #insert(hash: number, at: number): void {
    const count = this.#counts[at] ?? 0;
    if (count > 0) {
      if (this.#hashes.length < LARGEST) {
        this.#grow();
        this.note(hash);
        return;
      }
      this.#crowdedOut++;
      if (count === 1) this.#once--;
      this.#counts[at] = count - 1;
      if (count > 1) {
        if (count === 2) this.#once++;
        return;
      }
      this.#used--;
    }
    this.#hashes[at] = hash;
    this.#counts[at] = 1;
    this.#used++;
    this.#once++;
  }

  #grow(): void {
    const [hashes, counts] = [this.#hashes, this.#counts];
    this.#hashes = new Uint32Array(hashes.length * 4);
    this.#counts = new Uint16Array(hashes.length * 4);
    for (let index = 0; index < hashes.length; index++) {
      const [hash = 0, count = 0] = [hashes[index], counts[index]];
      if (count === 0) continue;
      const start = this.#start(hash);
      for (let way = start; way < start + WAYS; way++) {
        if (this.#counts[way] !== 0) continue;
        this.#hashes[way] = hash;
        this.#counts[way] = count;
        break;
      }
    }
  }
}

/** Hashes (32 bits) and counts (16 bits) in base64, and how many found no room. */
export type SavedValues = readonly [hashes: string, counts: string, crowdedOut: number];
