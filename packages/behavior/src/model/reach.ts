import { bytesOfText, textOfBytes } from '../sketch/bytes.ts';

const SLOTS = 64;
/** With fewer callers nothing can be told apart. */
const FEW = 3;
/** What so large a share of callers reaches, and two, is usual at once; what three reach is so in the long run. */
const MANY = 1 / 3;
/** Who sends something. */
export interface Sender {
  /** Hash by the secret of the engine. */
  caller: number;
  /** What few send is usual as well. */
  isTrusted: boolean;
}

/** Places of slots, now and before, and what `Reach` has beside them. */
const SAVED_BYTES = 2 * SLOTS + 2;

const sorted = new Uint8Array(SLOTS);

/**
 * How far out the values of callers lie, in places of a scale of at most 254, and how far those of the crowd do: what is beyond is of few, who must not make it usual. Whoever goes
 * beyond teaches one such value; what it sends after that is nothing new of itself, and tells nothing of others. The crowd is followed to where a third of callers are, and to where
 * three are by so much in a half-life, so that a few who go a little farther each day get nowhere. Callers are told apart by 64 slots of a keyed hash.
 */
export class Reach {
  /** One more than the farthest place of a slot, since the last half-life was over and in the one before; 0 where it was not met. */
  readonly #now = new Uint8Array(SLOTS);
  readonly #before = new Uint8Array(SLOTS);
  readonly #step: number;
  #voters = 0;
  /** One more than the farthest place of the crowd; 0 where there is none. */
  #crowd = 0;
  /** How far the crowd has followed few since the last half-life was over. */
  #followed = 0;

  /** `step`: places by which few may move the crowd in a half-life. */
  constructor(step: number) {
    this.#step = step;
  }

  /** A caller is there, wherever its values lie. */
  meet(caller: number): void {
    this.#raise(caller & (SLOTS - 1), 1);
  }

  isBeyond(place: number): boolean {
    return place >= this.#crowd;
  }

  /** Where a value is judged as if it lay: beyond the crowd, what a caller did before is as good as what all do. */
  judgedAt(place: number, caller: number): number {
    return this.isBeyond(place) && this.#isOwn(place, caller) ? this.#crowd - 1 : place;
  }

  /** Whether what a caller sends at a place tells anything of what others send. */
  believes(place: number, { caller, isTrusted }: Sender): boolean {
    const slot = caller & (SLOTS - 1);
    const own = this.#farthest(slot);
    const wasCrowd = this.#crowd;
    this.#raise(slot, place + 1);
    if (place < wasCrowd) return true;
    if (place >= own) this.#follow(isTrusted);
    return this.#voters < FEW || place < this.#crowd || own <= wasCrowd;
  }

  /** A half-life is over: who was not there in the one before is forgotten, and the crowd falls back to where a few are, no faster than it follows. */
  halve(): void {
    this.#before.set(this.#now);
    this.#now.fill(0);
    this.#count();
    this.#followed = 0;
    this.#crowd = Math.max(Math.min(this.#crowd, this.#reachedBy(this.#few())), this.#crowd - this.#step, 0);
  }

  save(): string {
    const bytes = new Uint8Array(SAVED_BYTES);
    bytes.set(this.#now);
    bytes.set(this.#before, SLOTS);
    bytes.set([this.#crowd, this.#followed], 2 * SLOTS);
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
    this.#followed = Math.max(this.#followed, bytes[2 * SLOTS + 1] ?? 0);
    this.#count();
  }

  #isOwn(place: number, caller: number): boolean {
    return this.#crowd > 0 && place < this.#farthest(caller & (SLOTS - 1));
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
    const ofFew = this.#reachedBy(this.#few());
    const ofMany = this.#reachedBy(this.#many());
    const from = Math.max(this.#crowd, ofMany);
    const to = Math.min(ofFew, isTrusted ? ofFew : from + this.#step - this.#followed);
    if (to > from && !isTrusted) this.#followed += to - from;
    this.#crowd = Math.max(from, to);
  }

  #many(): number {
    return Math.max(2, Math.ceil(this.#voters * MANY));
  }

  #few(): number {
    return Math.min(FEW, this.#many());
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
