import { bytesOfText, textOfBytes } from '../sketch/bytes.ts';

const SLOTS = 64;
/** With fewer callers nothing can be told apart. */
const FEW = 3;
/** What so large a share of callers reaches, and two, is usual. */
const MANY = 1 / 3;
/** All that is beyond the crowd is no larger a share of what is learned, or a single one. */
const BEYOND = 1 / 20;
const LARGEST = 0xff;
/** Places by which the crowd falls back in a half-life at most. */
const FALL = 2;
/** Places of slots, now and before, and what `Reach` has beside them. */
const SAVED_BYTES = 2 * SLOTS + 2;

const sorted = new Uint8Array(SLOTS);

/** Who sends something. */
export interface Sender {
  /** Hash by the secret of the engine. */
  caller: number;
  /** What few send is usual as well. */
  isTrusted: boolean;
}

/**
 * How far out the values of callers lie, in places of a scale of at most 254, and how far those of the crowd do: what is beyond is of few, who must not make it usual. Whoever goes
 * beyond teaches one such value, as long as these are few; what it sends after that is nothing new of itself, and tells nothing of others. The crowd is followed to where a third of callers are, so
 * that a few who go a little farther each day get nowhere. Callers are told apart by 64 slots of a keyed hash.
 */
export class Reach {
  /** One more than the farthest place of a slot, since the last half-life was over and in the one before; 0 where it was not met. */
  readonly #now = new Uint8Array(SLOTS);
  readonly #before = new Uint8Array(SLOTS);
  #voters = 0;
  /** One more than the farthest place of the crowd; 0 where there is none. */
  #crowd = 0;
  /** How many that were beyond it were believed. */
  #taught = 0;

  /** A caller is there, wherever its values lie. */
  meet(caller: number): void {
    this.#raise(caller & (SLOTS - 1), 1);
  }

  isBeyond(place: number): boolean {
    return place >= this.#crowd;
  }

  /**
   * Where a value is judged as if it lay: beyond the crowd, what a caller did before is as good as what all do, and so is what lies in the next place, as what grows steadily gets there some day. What goes farther is judged by how much
   * farther it goes.
   */
  judgedAt(place: number, caller: number): number {
    if (this.#crowd === 0 || !this.isBeyond(place)) return place;
    const own = this.#farthest(caller & (SLOTS - 1));
    return own > this.#crowd ? Math.max(this.#crowd - 1, place - (own + 1 - this.#crowd)) : place;
  }

  /** Whether what a caller sends at a place tells anything of what others send; `learned`: of how many that is known. */
  believes(place: number, { caller, isTrusted }: Sender, learned: number): boolean {
    const slot = caller & (SLOTS - 1);
    const own = this.#farthest(slot);
    const wasCrowd = this.#crowd;
    this.#raise(slot, place + 1);
    if (place < wasCrowd) return true;
    if (place >= own) this.#follow(isTrusted);
    if (this.#voters < FEW || place < this.#crowd) return true;
    if (own > wasCrowd || this.#taught >= Math.max(1, BEYOND * learned)) return false;
    this.#taught = Math.min(LARGEST, this.#taught + 1);
    return true;
  }

  /** A half-life is over: who was not there in the one before is forgotten, and the crowd falls back to where it is, step by step. */
  halve(): void {
    this.#before.set(this.#now);
    this.#now.fill(0);
    this.#count();
    this.#taught >>= 1;
    this.#crowd = Math.max(Math.min(this.#crowd, this.#reachedBy(this.#many())), this.#crowd - FALL, 0);
  }

  save(): string {
    const bytes = new Uint8Array(SAVED_BYTES);
    bytes.set(this.#now);
    bytes.set(this.#before, SLOTS);
    bytes.set([this.#crowd, this.#taught], 2 * SLOTS);
    return textOfBytes(bytes);
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    const bytes = bytesOfText(saved, SAVED_BYTES, 'reach');
    for (let slot = 0; slot < SLOTS; slot++) {
      this.#now[slot] = Math.max(this.#now[slot] ?? 0, bytes[slot] ?? 0);
      this.#before[slot] = Math.max(this.#before[slot] ?? 0, bytes[SLOTS + slot] ?? 0);
    }
    this.#crowd = Math.max(this.#crowd, bytes[2 * SLOTS] ?? 0);
    this.#taught = Math.max(this.#taught, bytes[2 * SLOTS + 1] ?? 0);
    this.#count();
  }

  #farthest(slot: number): number {
    return Math.max(this.#now[slot] ?? 0, this.#before[slot] ?? 0);
  }

  #raise(slot: number, to: number): void {
    const now = this.#now[slot] ?? 0;
    if (now >= to) return;
    if (now === 0 && this.#before[slot] === 0) this.#voters++;
    this.#now[slot] = to;
  }

  #follow(isTrusted: boolean): void {
    if (this.#voters < FEW) return;
    const many = this.#many();
    this.#crowd = Math.max(this.#crowd, this.#reachedBy(isTrusted ? Math.min(FEW, many) : many));
  }

  #many(): number {
    return Math.max(2, Math.ceil(this.#voters * MANY));
  }

  /** One more than the place that so many slots have reached. */
  #reachedBy(slots: number): number {
    for (let slot = 0; slot < SLOTS; slot++) sorted[slot] = this.#farthest(slot);
    sorted.sort();
    return sorted[SLOTS - slots] ?? 0;
  }

  #count(): void {
    this.#voters = 0;
    for (let slot = 0; slot < SLOTS; slot++) if (this.#farthest(slot) > 0) this.#voters++;
  }
}
