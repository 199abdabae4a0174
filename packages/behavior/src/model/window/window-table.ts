import { NEVER } from './second.ts';
import { Tally, type TallyOptions } from './tally.ts';

const WAYS = 8;
const FIRST_ROWS = 256;
/** What is fuller than that grows. */
const FULL = 0.7;
const DAY_S = 86_400;
/** How often a row was asked for counts for between a half and a whole of that. */
const HALF_S = 3.5 * DAY_S;
const MOST_DAYS = 65_535;

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
  #keptS = 0;
  #width = 0;
  keys = new Uint32Array(0);
  /** What a key is compared with, for its owner. */
  scopes = new Uint32Array(0);
  /** Whom a key stands for, for its owner. */
  entities = new Uint32Array(0);
  /** The second in which a key was seen last. */
  lastS = new Uint32Array(0);
  /** The second from which on the row has to be looked at. */
  #dueS = new Uint32Array(0);
  /** How often a key was asked for in the half that runs, and in the one before. */
  recent = new Float32Array(0);
  before = new Float32Array(0);
  /** On how many days a key was seen. */
  days = new Uint16Array(0);
  /** Where the block of a row is in each tally; 0 for none. */
  #places = new Uint32Array(0);

  /** Rows at most. */
  constructor(most: number) {
    this.#most = Math.max(WAYS, most);
    this.#resize(FIRST_ROWS);
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
    const before = this.#width;
    const tally = new Tally(before, options);
    const places = new Uint32Array(this.#rows * (before + 1));
    for (let row = 0; row < this.#rows; row++) places.set(this.#places.subarray(row * before, (row + 1) * before), row * (before + 1));
    this.#places = places;
    this.#width = this.tallies.push(tally);
    this.#keptS = Math.max(this.#keptS, tally.keptS);
    return tally;
  }

  /** The row of a key that is asked for at that time, made where there is none. */
  row(key: number, timeS: number): number {
    const found = this.find(key);
    this.isNew = found < 0;
    const row = this.isNew ? this.#make(key, timeS) : found;
    if (timeS > (this.lastS[row] ?? 0)) this.#pass(row, timeS);
    this.recent[row] = (this.recent[row] ?? 0) + 1;
    return row;
  }

  /** −1 where the key is not known. */
  find(key: number): number {
    const first = this.#firstOf(key);
    for (let row = first; row < first + WAYS; row++) if (this.keys[row] === key) return row;
    return -1;
  }

  /** Place of the block in a tally of this table to which something is added at that time, with its windows moved on, made where there is none. Time that runs backwards stands still. */
  block(tally: Tally, row: number, timeS: number): number {
    const slot = row * this.#width + tally.index;
    let at = this.#places[slot] ?? 0;
    if (at === 0) {
      at = tally.make(timeS);
      this.#places[slot] = at;
    } else tally.touch(row, at, timeS);
    const nextS = tally.nextS(at);
    if (nextS < (this.#dueS[row] ?? 0)) this.#dueS[row] = nextS;
    return at;
  }

  /** Place of the block that a row has in a tally; 0 where there is none. */
  known(tally: Tally, row: number): number {
    return this.#places[row * this.#width + tally.index] ?? 0;
  }

  /** Makes room for so many rows at once, as far as there may be so many; an empty table goes on with a sweep of another one from there. */
  reserve(rows: number, swept: number): void {
    let wanted = this.#rows;
    while (wanted < Math.min(rows, this.#most)) wanted *= 2;
    if (wanted > this.#rows) this.#resize(wanted);
    if (this.#taken === 0) this.#swept = Math.min(swept, this.#rows);
  }

  /** Closes windows of keys that are not seen any more, a part of the table at each call; after `parts` calls all of it was looked at. */
  sweep(timeS: number, parts: number): void {
    const until = Math.min(this.#rows, this.#swept + Math.ceil(this.#rows / parts));
    for (let row = this.#swept; row < until; row++) if ((this.#dueS[row] ?? 0) <= timeS && this.keys[row] !== 0) this.#look(row, timeS);
    this.#swept = until >= this.#rows ? 0 : until;
  }

  /** A row is looked at by the next sweep, whatever is due. */
  setDue(row: number): void {
    this.#dueS[row] = 0;
  }

  /** Closes what is over at that time, though nobody asked for the row; it may be of no use any more then. */
  moveOn(row: number, timeS: number): void {
    if (timeS >= (this.#dueS[row] ?? 0)) this.#look(row, timeS);
  }

  /** What another table has seen of a key, up to that time. */
  addSeen(row: number, lastS: number, recent: number, before: number, days: number): void {
    const passed = Math.floor((this.lastS[row] ?? 0) / HALF_S) - Math.floor(lastS / HALF_S);
    this.recent[row] = (this.recent[row] ?? 0) + (passed === 0 ? recent : 0);
    this.before[row] = (this.before[row] ?? 0) + (passed === 0 ? before : passed === 1 ? recent : 0);
    // Both may have seen it on the same days.
    this.days[row] = Math.max(this.days[row] ?? 0, days);
  }

  #look(row: number, timeS: number): void {
    const overS = (this.lastS[row] ?? 0) + this.#keptS + 1;
    let due = NEVER;
    let blocks = 0;
    for (let index = this.#width - 1; index >= 0; index--) {
      const tally = this.tallies[index];
      const at = this.#places[row * this.#width + index] ?? 0;
      if (at === 0 || tally === undefined) continue;
      const nextS = tally.nextS(at);
      if (timeS >= nextS) tally.move(row, at, timeS);
      if (timeS < nextS || timeS < tally.overS(at)) {
        blocks++;
        due = Math.min(due, timeS < nextS ? nextS : tally.dueS(at));
        continue;
      }
      tally.drop(at);
      this.#places[row * this.#width + index] = 0;
    }
    if (blocks === 0 && timeS >= overS) this.#clear(row);
    else this.#dueS[row] = blocks === 0 ? overS : due;
  }

  /** A row is asked for in another second than before. */
  #pass(row: number, timeS: number): void {
    const last = this.lastS[row] ?? 0;
    this.lastS[row] = timeS;
    if (Math.floor(timeS / DAY_S) === Math.floor(last / DAY_S)) return;
    this.days[row] = Math.min(MOST_DAYS, (this.days[row] ?? 0) + 1);
    const passed = Math.floor(timeS / HALF_S) - Math.floor(last / HALF_S);
    if (passed === 0) return;
    this.before[row] = passed === 1 ? (this.recent[row] ?? 0) : 0;
    this.recent[row] = 0;
  }

  #make(key: number, timeS: number): number {
    if (this.#taken > this.#rows * FULL && this.#rows < this.#most) this.#resize(this.#rows * 2);
    const row = this.#freeRow(key, timeS);
    this.keys[row] = key;
    this.lastS[row] = timeS;
    this.#dueS[row] = timeS + this.#keptS + 1;
    this.#taken++;
    return row;
  }

  #freeRow(key: number, timeS: number): number {
    const first = this.#firstOf(key);
    let least = first;
    let leastWorth = Number.POSITIVE_INFINITY;
    for (let row = first; row < first + WAYS; row++) {
      if (this.keys[row] === 0) return row;
      const worth = this.#worth(row, timeS);
      if (worth < leastWorth || (worth === leastWorth && (this.lastS[row] ?? 0) < (this.lastS[least] ?? 0))) {
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
    const passed = Math.floor(timeS / HALF_S) - Math.floor((this.lastS[row] ?? 0) / HALF_S);
    const recent = passed <= 1 ? (this.recent[row] ?? 0) : 0;
    const before = passed <= 0 ? (this.before[row] ?? 0) : 0;
    return recent + before + (this.days[row] ?? 0);
  }

  #clear(row: number): void {
    for (const tally of this.tallies) {
      const at = this.known(tally, row);
      if (at !== 0) tally.drop(at);
    }
    this.#places.fill(0, row * this.#width, (row + 1) * this.#width);
    for (const column of this.#columns()) column[row] = 0;
    this.#taken--;
  }

  #firstOf(key: number): number {
    return (key & (this.#rows / WAYS - 1)) * WAYS;
  }

  #columns() {
    return [this.keys, this.scopes, this.entities, this.lastS, this.#dueS, this.recent, this.before, this.days] as const;
  }

  #resize(rows: number): void {
    const old = { rows: this.#rows, keys: this.keys, columns: this.#columns(), places: this.#places };
    const width = this.#width;
    this.#rows = rows;
    this.#taken = 0;
    this.#swept = 0;
    this.keys = new Uint32Array(rows);
    this.scopes = new Uint32Array(rows);
    this.entities = new Uint32Array(rows);
    this.lastS = new Uint32Array(rows);
    this.#dueS = new Uint32Array(rows);
    this.recent = new Float32Array(rows);
    this.before = new Float32Array(rows);
    this.days = new Uint16Array(rows);
    this.#places = new Uint32Array(rows * width);
    const columns = this.#columns();
    for (let from = 0; from < old.rows; from++) {
      const key = old.keys[from] ?? 0;
      if (key === 0) continue;
      const row = this.#freeRow(key, 0);
      for (const [index, column] of columns.entries()) column[row] = old.columns[index]?.[from] ?? 0;
      this.#places.set(old.places.subarray(from * width, (from + 1) * width), row * width);
      this.#taken++;
    }
  }
}
