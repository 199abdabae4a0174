import { NEVER } from './second.ts';
import { Tally, type TallyOptions } from './tally.ts';

const WAYS = 8;
const FIRST_ROWS = 256;
/** What is fuller than that grows. */
const FULL = 0.7;
const DAY_S = 86_400;
/** How often a row was asked for counts for between a half and a whole of that. */
const HALF_S = 3.5 * DAY_S;
const LARGEST = 0xffff_ffff;

/** What there is of each key beside its blocks; times are seconds. */
export const FIELD = {
  /** When it was asked for last. */
  last: 0,
  /** From when on it has to be looked at by the sweep. */
  due: 1,
  /** How often it was asked for in the half of a week that runs, and in the one before; and on how many days. */
  recent: 2,
  before: 3,
  days: 4,
  /** What it is compared with, for its owner. */
  scope: 5,
  /** Whom it stands for, for its owner. */
  entity: 6,
} as const;

export type Field = (typeof FIELD)[keyof typeof FIELD];

const FIELDS = 7;

/**
 * What is counted of each of many keys over sliding windows. A key has a row, and in each tally of the table a block of numbers, made when there is something to count: most callers have few. A key lies in
 * one of 8 rows; when they are taken and the table may not grow, the key that was asked for least within days and on the fewest days makes room, so that whoever makes up keys pushes out other made-up keys
 * and not the busy ones.
 */
export class WindowTable {
  readonly tallies: Tally[] = [];
  readonly #most: number;
  #rows = 0;
  #taken = 0;
  #swept = 0;
  /** How long something is kept of a row that nobody asks for. */
  #keptS = 0;
  /** Of each row, 0 where there is none. */
  keys = new Uint32Array(0);
  /** Of each row its fields, and where its block is in each tally; 0 for none. They lie beside each other, as they are needed together. */
  #records = new Uint32Array(0);
  #stride = FIELDS;

  /** Rows at most. */
  constructor(most: number) {
    this.#most = Math.max(WAYS, most);
    this.#resize(FIRST_ROWS, FIELDS);
  }

  /** Whether the row that was asked for last was made then. */
  isNew = false;

  get size(): number {
    return this.#taken;
  }
  get rows(): number {
    return this.#rows;
  }
  /** Rows that the sweep that is under way has looked at. */
  get swept(): number {
    return this.#swept;
  }

  /** One more thing to count. When a sweep finds windows over, those of what was added last are told of first: it may look at what was added before. */
  tally(options: TallyOptions): Tally {
    const tally = new Tally(this.tallies.length, options);
    this.tallies.push(tally);
    this.#resize(this.#rows, FIELDS + this.tallies.length);
    this.#keptS = Math.max(this.#keptS, tally.keptS);
    return tally;
  }

  /** The row of a key that is asked for at that time, made where there is none. */
  row(key: number, timeS: number): number {
    const found = this.find(key);
    this.isNew = found < 0;
    const row = this.isNew ? this.#make(key, timeS) : found;
    const at = row * this.#stride;
    if (timeS > (this.#records[at + FIELD.last] ?? 0)) this.#pass(at, timeS);
    this.#records[at + FIELD.recent] = (this.#records[at + FIELD.recent] ?? 0) + 1;
    return row;
  }

  /** −1 where the key is not known. */
  find(key: number): number {
    const first = this.#firstOf(key);
    for (let row = first; row < first + WAYS; row++) if (this.keys[row] === key) return row;
    return -1;
  }

  of(field: Field, row: number): number {
    return this.#records[row * this.#stride + field] ?? 0;
  }

  set(field: Field, row: number, value: number): void {
    this.#records[row * this.#stride + field] = value;
  }

  /** Place of the block in a tally of this table to which something is added at that time, with its windows moved on, made where there is none. Time that runs backwards stands still. */
  block(tally: Tally, row: number, timeS: number): number {
    const record = row * this.#stride;
    const slot = record + FIELDS + tally.index;
    let at = this.#records[slot] ?? 0;
    if (at === 0) {
      at = tally.make(timeS);
      this.#records[slot] = at;
    } else tally.touch(row, at, timeS);
    const nextS = tally.nextS(at);
    if (nextS < (this.#records[record + FIELD.due] ?? 0)) this.#records[record + FIELD.due] = nextS;
    return at;
  }

  /** Place of the block that a row has in a tally; 0 where there is none. */
  known(tally: Tally, row: number): number {
    return this.#records[row * this.#stride + FIELDS + tally.index] ?? 0;
  }

  /** Makes room for so many rows at once, as far as there may be so many; an empty table goes on with a sweep of another one from there. */
  reserve(rows: number, swept: number): void {
    let wanted = this.#rows;
    while (wanted < Math.min(rows, this.#most)) wanted *= 2;
    if (wanted > this.#rows) this.#resize(wanted, this.#stride);
    if (this.#taken === 0) this.#swept = Math.min(swept, this.#rows);
  }

  /** Closes windows of keys that are not seen any more, a part of the table at each call; after `parts` calls all of it was looked at. */
  sweep(timeS: number, parts: number): void {
    const until = Math.min(this.#rows, this.#swept + Math.ceil(this.#rows / parts));
    for (let row = this.#swept; row < until; row++) if (this.keys[row] !== 0) this.moveOn(row, timeS);
    this.#swept = until >= this.#rows ? 0 : until;
  }

  /** Closes what is over at that time, though nobody asked for the row; it may be of no use any more then. */
  moveOn(row: number, timeS: number): void {
    if (timeS >= this.of(FIELD.due, row)) this.#look(row, timeS);
  }

  /** What another table has seen of a key, up to that time. */
  addSeen(row: number, lastS: number, recent: number, before: number, days: number): void {
    const passed = Math.floor(this.of(FIELD.last, row) / HALF_S) - Math.floor(lastS / HALF_S);
    this.set(FIELD.recent, row, Math.min(LARGEST, this.of(FIELD.recent, row) + (passed === 0 ? recent : 0)));
    this.set(FIELD.before, row, Math.min(LARGEST, this.of(FIELD.before, row) + (passed === 0 ? before : passed === 1 ? recent : 0)));
    // Both may have seen it on the same days.
    this.set(FIELD.days, row, Math.max(this.of(FIELD.days, row), days));
  }

  #look(row: number, timeS: number): void {
    const overS = this.of(FIELD.last, row) + this.#keptS + 1;
    let due = NEVER;
    let blocks = 0;
    for (let index = this.tallies.length - 1; index >= 0; index--) {
      const tally = this.tallies[index];
      const at = tally === undefined ? 0 : this.known(tally, row);
      if (at === 0 || tally === undefined) continue;
      const nextS = tally.nextS(at);
      if (timeS >= nextS) tally.move(row, at, timeS);
      if (timeS < nextS || timeS < tally.overS(at)) {
        blocks++;
        due = Math.min(due, timeS < nextS ? nextS : tally.dueS(at));
        continue;
      }
      tally.drop(at);
      this.#records[row * this.#stride + FIELDS + index] = 0;
    }
    if (blocks === 0 && timeS >= overS) this.#clear(row);
    else this.set(FIELD.due, row, blocks === 0 ? overS : due);
  }

  /** A row is asked for in another second than before, by where its record begins. */
  #pass(at: number, timeS: number): void {
    const records = this.#records;
    const last = records[at + FIELD.last] ?? 0;
    records[at + FIELD.last] = timeS;
    if (Math.floor(timeS / DAY_S) === Math.floor(last / DAY_S)) return;
    records[at + FIELD.days] = (records[at + FIELD.days] ?? 0) + 1;
    const passed = Math.floor(timeS / HALF_S) - Math.floor(last / HALF_S);
    if (passed === 0) return;
    records[at + FIELD.before] = passed === 1 ? (records[at + FIELD.recent] ?? 0) : 0;
    records[at + FIELD.recent] = 0;
  }

  #make(key: number, timeS: number): number {
    if (this.#taken > this.#rows * FULL && this.#rows < this.#most) this.#resize(this.#rows * 2, this.#stride);
    const row = this.#freeRow(key, timeS);
    this.keys[row] = key;
    this.set(FIELD.last, row, timeS);
    this.set(FIELD.due, row, timeS + this.#keptS + 1);
    this.#taken++;
    return row;
  }

  #freeRow(key: number, timeS: number): number {
    const first = this.#firstOf(key);
    for (let row = first; row < first + WAYS; row++) if (this.keys[row] === 0) return row;
    let least = first;
    let leastWorth = Number.POSITIVE_INFINITY;
    for (let row = first; row < first + WAYS; row++) {
      const worth = this.#worth(row, timeS);
      if (worth < leastWorth || (worth === leastWorth && this.of(FIELD.last, row) < this.of(FIELD.last, least))) {
        least = row;
        leastWorth = worth;
      }
    }
    for (const tally of this.tallies) {
      const at = this.known(tally, least);
      if (at !== 0) tally.close(least, at, timeS);
    }
    this.#clear(least);
    return least;
  }

  /** How often a key was asked for within days, and on how many days at all. */
  #worth(row: number, timeS: number): number {
    const passed = Math.floor(timeS / HALF_S) - Math.floor(this.of(FIELD.last, row) / HALF_S);
    const recent = passed <= 1 ? this.of(FIELD.recent, row) : 0;
    const before = passed <= 0 ? this.of(FIELD.before, row) : 0;
    return recent + before + this.of(FIELD.days, row);
  }

  #clear(row: number): void {
    for (const tally of this.tallies) {
      const at = this.known(tally, row);
      if (at !== 0) tally.drop(at);
    }
    this.#records.fill(0, row * this.#stride, (row + 1) * this.#stride);
    this.keys[row] = 0;
    this.#taken--;
  }

  #firstOf(key: number): number {
    return (key & (this.#rows / WAYS - 1)) * WAYS;
  }

  /** So many rows from now on, with so many numbers each. */
  #resize(rows: number, stride: number): void {
    const old = { keys: this.keys, records: this.#records, stride: this.#stride };
    this.keys = new Uint32Array(rows);
    this.#records = new Uint32Array(rows * stride);
    this.#stride = stride;
    this.#rows = rows;
    this.#taken = 0;
    this.#swept = 0;
    for (let from = 0; from < old.keys.length; from++) {
      const key = old.keys[from] ?? 0;
      if (key === 0) continue;
      const row = this.#freeRow(key, 0);
      this.keys[row] = key;
      this.#records.set(old.records.subarray(from * old.stride, (from + 1) * old.stride), row * stride);
      this.#taken++;
    }
  }
}
