import { DistinctCounter } from '../../sketch/index.ts';
import { ALL_NUMBERS, HEADER, NUMBER, type NumberKind, SUMS, TIME, TIMES, type Time } from './block.ts';
import { NEVER } from './second.ts';

export interface TallyOptions {
  /** Names it in what is saved. */
  readonly id: string;
  /** Lengths of the windows, shortest first; each a multiple of two seconds. */
  readonly spansMs: readonly number[];
  /** Whether it has room for what is usual and for what was said of each window, beside the sums. */
  readonly remembers?: boolean;
  /** Told of each half of a window that is over, before it is forgotten: the sum of it and of the half before. */
  readonly closed?: (row: number, at: number, span: number, timeS: number) => void;
}

const NEXT = TIMES;
const ADDED = TIMES + 1;
const FIRST_BLOCKS = 16;
const GROWTH = 1.5;
/** So many windows are a habit, which is kept for as long as its row is. */
const HABIT = 4;
/** Without one a block is forgotten when nothing was added to it for so many times its longest window. */
const TIMES_LONGEST = 2;

/**
 * Sums over sliding windows of one thing that is counted, for those rows of a table that have anything to count: a block of numbers for each, which lie beside each other
 * (`block.ts`). A window consists of two halves, the one that runs and the one before; it is between a half and a whole of its length old. The table knows where the block of a row is.
 */
export class Tally {
  /** Its place among those of the table. */
  readonly index: number;
  readonly id: string;
  readonly spansMs: readonly number[];
  readonly spans: number;
  readonly remembers: boolean;
  readonly #closed: TallyOptions['closed'];
  readonly #halvesS: readonly number[];
  readonly #longestS: number;
  readonly #stride: number;
  #numbers: Float32Array;
  /** The same bytes. */
  #words: Uint32Array;
  /** Those that were made; the first one stands for none. */
  #blocks = 1;
  readonly #free: number[] = [];
  readonly #distinct: (DistinctCounter | undefined)[] = [];

  constructor(index: number, { id, spansMs, remembers = false, closed }: TallyOptions) {
    this.index = index;
    this.id = id;
    this.spansMs = spansMs;
    this.spans = spansMs.length;
    this.remembers = remembers;
    this.#closed = closed;
    this.#halvesS = spansMs.map((span) => span / 2000);
    this.#longestS = (spansMs.at(-1) ?? 0) / 1000;
    this.#stride = HEADER + this.spans * (remembers ? ALL_NUMBERS : SUMS);
    this.#numbers = new Float32Array(FIRST_BLOCKS * this.#stride);
    this.#words = new Uint32Array(this.#numbers.buffer);
  }

  /** How long nothing may be added to a row that has no habit. */
  get keptS(): number {
    return TIMES_LONGEST * this.#longestS;
  }

  /** The place of a new block; never 0. */
  make(timeS: number): number {
    const at = (this.#free.pop() ?? this.#blocks++) * this.#stride;
    if (at >= this.#numbers.length) this.#grow();
    this.#words.fill(timeS, at, at + TIMES);
    this.#words[at + NEXT] = this.#boundary(timeS, 0);
    return at;
  }

  drop(at: number): void {
    this.#words.fill(0, at, at + this.#stride);
    this.setDistinct(at, undefined);
    this.#free.push(at / this.#stride);
  }

  /** Something is added at that time: windows move on to it. Time that runs backwards stands still. */
  touch(row: number, at: number, timeS: number): void {
    if (timeS >= (this.#words[at + NEXT] ?? 0)) this.move(row, at, timeS);
    if (timeS > (this.#words[at + TIME.last] ?? 0)) this.#words[at + TIME.last] = timeS;
  }

  add(at: number, amount: number): void {
    const numbers = this.#numbers;
    const from = at + HEADER;
    for (let place = from; place < from + this.spans; place++) numbers[place] = (numbers[place] ?? 0) + amount;
    this.#words[at + ADDED] = (this.#words[at + ADDED] ?? 0) + 1;
  }

  /** How often was added since the running half of the longest window began. */
  added(at: number): number {
    return this.#words[at + ADDED] ?? 0;
  }

  setAdded(at: number, times: number): void {
    this.#words[at + ADDED] = times;
  }

  /** About how often was added to a window, from its share in what was added since the running half of the longest one began; no more often than since then. */
  timesAdded(at: number, span: number): number {
    const share = this.value(at, span) / this.of(NUMBER.current, at, this.spans - 1);
    return Math.max(1, Math.round(this.added(at) * Math.min(1, share)));
  }

  /** How many new ones a hash stands for among those of the running half of the longest window. */
  addDistinct(at: number, hash: number): number {
    return this.#counter(at).add(hash);
  }

  /** The same for several hashes together. */
  addAllDistinct(at: number, hashes: readonly number[]): number {
    if (hashes.length === 0) return 0;
    const counter = this.#counter(at);
    let added = 0;
    for (let index = 0; index < hashes.length; index++) added += counter.add(hashes[index] ?? 0);
    return added;
  }

  distinct(at: number): DistinctCounter | undefined {
    return this.#distinct[at / this.#stride];
  }

  setDistinct(at: number, counter: DistinctCounter | undefined): void {
    const block = at / this.#stride;
    if (counter === undefined && block >= this.#distinct.length) return;
    while (this.#distinct.length < block) this.#distinct.push(undefined);
    this.#distinct[block] = counter;
  }

  /** Sum over a window, by the index of its length. */
  value(at: number, span: number): number {
    const place = at + HEADER + span;
    return (this.#numbers[place] ?? 0) + (this.#numbers[place + this.spans] ?? 0);
  }

  /** Whether any window is at least the floor and not below what is quiet. */
  isLoud(at: number, floor: number): boolean {
    const numbers = this.#numbers;
    const { spans } = this;
    const from = at + HEADER;
    for (let place = from + spans - 1; place >= from; place--) {
      const value = (numbers[place] ?? 0) + (numbers[place + spans] ?? 0);
      if (value >= floor && value >= (numbers[place + NUMBER.quiet * spans] ?? 0)) return true;
    }
    return false;
  }

  of(kind: NumberKind, at: number, span: number): number {
    return this.#numbers[at + HEADER + kind * this.spans + span] ?? 0;
  }

  set(kind: NumberKind, at: number, span: number, value: number): void {
    this.#numbers[at + HEADER + kind * this.spans + span] = value;
  }

  time(which: Time, at: number): number {
    return this.#words[at + which] ?? 0;
  }

  setTime(which: Time, at: number, second: number): void {
    this.#words[at + which] = second;
  }

  /** Closes what is over. */
  move(row: number, at: number, timeS: number): void {
    const last = this.#words[at + TIME.moved] ?? 0;
    if (timeS <= last) return;
    for (let span = 0; span < this.spans; span++) {
      const passed = this.halves(span, timeS) - this.halves(span, last);
      if (passed === 0) continue;
      const current = this.of(NUMBER.current, at, span);
      if (current > 0) this.#closed?.(row, at, span, timeS);
      this.set(NUMBER.previous, at, span, passed === 1 ? current : 0);
      this.set(NUMBER.current, at, span, 0);
      if (this.remembers) {
        this.set(NUMBER.said, at, span, passed === 1 ? -Math.max(0, this.of(NUMBER.said, at, span)) : 0);
        this.set(NUMBER.quiet, at, span, 0);
      }
      if (span < this.spans - 1) continue;
      this.setDistinct(at, undefined);
      this.#words[at + TIME.first] = timeS;
      this.#words[at + ADDED] = 0;
    }
    this.#words[at + TIME.moved] = timeS;
    this.#words[at + NEXT] = this.#boundary(timeS, 0);
  }

  /** Closes the halves that run: the row makes room. */
  close(row: number, at: number, timeS: number): void {
    for (let span = 0; span < this.spans; span++) if (this.of(NUMBER.current, at, span) > 0) this.#closed?.(row, at, span, timeS);
  }

  /** From this second on a block is of no use any more: nothing was added for long, and there is no habit. */
  overS(at: number): number {
    if (this.remembers && this.of(NUMBER.count, at, 0) >= HABIT) return NEVER;
    return (this.#words[at + TIME.last] ?? 0) + this.keptS + 1;
  }

  /** From this second on a block has to be looked at though nothing is added to it: a half of a window with something in it is over, or all of it is. */
  dueS(at: number): number {
    let due = this.overS(at);
    const moved = this.#words[at + TIME.moved] ?? 0;
    for (let span = 0; span < this.spans; span++) if (this.value(at, span) > 0) due = Math.min(due, this.#boundary(moved, span));
    return due;
  }

  /** From this second on a half of the shortest window is over. */
  nextS(at: number): number {
    return this.#words[at + NEXT] ?? 0;
  }

  /** How many halves of a window were over since 1970. */
  halves(span: number, second: number): number {
    return Math.floor(second / (this.#halvesS[span] ?? 1));
  }

  /** Whether what filled the shortest window was in the half before: less than such a share of it goes on. */
  hasEnded(at: number, share: number, second: number): boolean {
    const halfS = this.#halvesS[0] ?? 1;
    return this.of(NUMBER.current, at, 0) < share * this.of(NUMBER.previous, at, 0) * ((second % halfS) / halfS);
  }

  /** One kind of number of all windows of some blocks. */
  numbersOf(kind: NumberKind, places: Uint32Array): Float32Array<ArrayBuffer> {
    const from = HEADER + kind * this.spans;
    const found = new Float32Array(places.length * this.spans);
    for (let index = 0; index < places.length; index++) {
      const at = (places[index] ?? 0) + from;
      for (let span = 0; span < this.spans; span++) found[index * this.spans + span] = this.#numbers[at + span] ?? 0;
    }
    return found;
  }

  /** The times of some blocks, so many of each. */
  timesOf(places: Uint32Array): Uint32Array<ArrayBuffer> {
    const found = new Uint32Array(places.length * TIMES);
    for (let index = 0; index < places.length; index++) {
      const at = places[index] ?? 0;
      for (let time = 0; time < TIMES; time++) found[index * TIMES + time] = this.#words[at + time] ?? 0;
    }
    return found;
  }

  #boundary(second: number, span: number): number {
    return Math.min(NEVER, (this.halves(span, second) + 1) * (this.#halvesS[span] ?? 1));
  }

  #counter(at: number): DistinctCounter {
    const known = this.distinct(at);
    if (known !== undefined) return known;
    const counter = new DistinctCounter();
    this.setDistinct(at, counter);
    return counter;
  }

  #grow(): void {
    const numbers = new Float32Array(Math.ceil((this.#numbers.length / this.#stride) * GROWTH) * this.#stride);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    this.#words = new Uint32Array(numbers.buffer);
  }
}
