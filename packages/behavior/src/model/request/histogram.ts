import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';

const MOST = 60_000;
/** So many places farther out, a number is another one. */
const MOST_NEAR = 3;

/** Counts of places in an order, which halve when one of them runs over: old counts less. */
export class Histogram {
  readonly counts: Uint16Array;
  total = 0;

  constructor(places: number) {
    this.counts = new Uint16Array(places);
  }

  add(place: number): void {
    const count = (this.counts[place] ?? 0) + 1;
    this.counts[place] = count;
    this.total++;
    if (count >= MOST) this.halve();
  }

  atLeast(place: number): number {
    let sum = 0;
    for (let index = place; index < this.counts.length; index++) sum += this.counts[index] ?? 0;
    return sum;
  }

  /** How many lie at least so far out on the same side, twice, as both sides were looked at; no more than there are. */
  sides(place: number): number {
    let below = 0;
    for (let index = 0; index < place; index++) below += this.counts[index] ?? 0;
    return Math.min(this.total, 2 * Math.min(this.total - below, below + (this.counts[place] ?? 0)));
  }

  /** The same, where a place is thought to be reached by a quarter at least of those that reach the one before it: what grows comes to larger numbers. */
  sidesOrNear(place: number): number {
    let sides = this.sides(place);
    for (let distance = 1, share = 1 / 4; distance <= MOST_NEAR; distance++, share /= 4) {
      const inner = Math.max(place < distance ? 0 : this.sides(place - distance), this.sides(place + distance));
      sides = Math.max(sides, inner * share);
    }
    return sides;
  }

  /** The share that is common with another histogram of the same places, so many of which are taken together. */
  overlap(other: Histogram, width: number): number {
    if (this.total === 0 || other.total === 0) return 0;
    let common = 0;
    for (let index = 0; index < this.counts.length; index += width) {
      let [mine, others] = [0, 0];
      for (let each = index; each < index + width && each < this.counts.length; each++) {
        mine += this.counts[each] ?? 0;
        others += other.counts[each] ?? 0;
      }
      common += Math.min(mine / this.total, others / other.total);
    }
    return common;
  }

  halve(): void {
    this.total = 0;
    for (let index = 0; index < this.counts.length; index++) {
      const count = (this.counts[index] ?? 0) >> 1;
      this.counts[index] = count;
      this.total += count;
    }
  }

  /** The counts in base64. */
  save(): string {
    return textOfBytes(new Uint8Array(this.counts.buffer));
  }

  /** Adds so large a share of what was saved; throws an Error where that is not what `save` gives. */
  merge(saved: string, share = 1): void {
    const counts = new Uint16Array(bytesOfText(saved, 2 * this.counts.length, 'counts').buffer);
    this.total = addCounts(this.counts, counts, share);
  }

  /** The place below which so large a share lies. */
  quantile(share: number): number {
    let left = share * this.total;
    for (let index = 0; index < this.counts.length; index++) {
      left -= this.counts[index] ?? 0;
      if (left <= 0) return index;
    }
    return this.counts.length - 1;
  }
}

/** Adds such a share of counts to others, halving all where one runs over; yields the sum of all. */
export function addCounts(counts: Uint16Array, others: Uint16Array, share = 1): number {
  const added = share === 1 ? others : shareOf(others, share);
  let most = 0;
  for (let index = 0; index < counts.length; index++) most = Math.max(most, (counts[index] ?? 0) + (added[index] ?? 0));
  const shift = most >= MOST ? 1 : 0;
  let total = 0;
  for (let index = 0; index < counts.length; index++) {
    const sum = ((counts[index] ?? 0) + (added[index] ?? 0)) >> shift;
    counts[index] = sum;
    total += sum;
  }
  return total;
}

/** Whole numbers again, that are such a share together. */
function shareOf(counts: Uint16Array, share: number): Uint16Array {
  let left = 0;
  return counts.map((count) => {
    const wanted = count * share + left;
    const taken = Math.max(0, Math.round(wanted));
    left = wanted - taken;
    return taken;
  });
}
