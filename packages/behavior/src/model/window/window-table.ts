import { DistinctCounter } from '../../sketch/index.ts';

const WAYS = 8;
const FIRST_ROWS = 256;
/** What is fuller than that grows. */
const FULL = 0.7;

export interface WindowTableOptions {
  /** Lengths of the windows, shortest first. */
  readonly spansMs: readonly number[];
  /** Rows at most. */
  readonly most: number;
  /** Whether there is a whole beside each sum. */
  readonly weighted?: boolean;
  /** Told of each half of a window that is over, before it is forgotten: the sum of it and of the half before. */
  readonly closed: (row: number, span: number, timeMs: number) => void;
}

/**
 * Sums over sliding windows for each of many keys, in arrays of numbers: about 100 bytes a key with three windows. A window consists of two halves, the one that runs
 * and the one before; it is between a half and a whole of its length old. A key lies in one of 8 rows; when they are taken and the table may not grow, the key that has least
 * in its longest window makes room, so that whoever makes up keys pushes out other made-up keys and not the busy ones.
 */
export class WindowTable {
  readonly spansMs: readonly number[];
  readonly #most: number;
  readonly #weighted: boolean;
  readonly #closed: WindowTableOptions['closed'];
  readonly #halvesMs: readonly number[];
  #rows = 0;
  #taken = 0;
  #swept = 0;
  keys = new Uint32Array(0);
  /** Which row of baselines a key belongs to, for its owner. */
  scopes = new Uint32Array(0);
  /** Whom a key stands for, for its owner. */
  entities = new Uint32Array(0);
  /** When a key was seen last. */
  lastMs = new Float64Array(0);
  /** Since when a key is known. */
  sinceMs = new Float64Array(0);
  /** Up to when its windows have moved. */
  movedMs = new Float64Array(0);
  /** Before that no half of a window is over. */
  nextMs = new Float64Array(0);
  firstMs = new Float64Array(0);
  current = new Float32Array(0);
  previous = new Float32Array(0);
  /** Whatever its owner counts beside: the whole of which the sums are a share. */
  currentWhole = new Float32Array(0);
  previousWhole = new Float32Array(0);
  /** How surprising what was said of a window was; 0 where nothing was said. */
  said = new Float32Array(0);
  /** What its owner need not look at: a window below that says nothing new. Forgotten with the half of the window. */
  quiet = new Float32Array(0);
  habitMean = new Float32Array(0);
  habitSquare = new Float32Array(0);
  habitCount = new Uint16Array(0);
  distinct: (DistinctCounter | undefined)[] = [];

  constructor({ spansMs, most, weighted = false, closed }: WindowTableOptions) {
    this.spansMs = spansMs;
    this.#most = Math.max(WAYS, most);
    this.#weighted = weighted;
    this.#closed = closed;
    this.#halvesMs = spansMs.map((span) => span / 2);
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

  /** The row of a key with its windows moved on to the time, made where there is none. Time that runs backwards stands still. */
  row(key: number, timeMs: number): number {
    const found = this.find(key);
    if (found >= 0) {
      if (timeMs >= (this.nextMs[found] ?? 0)) {
        this.#move(found, timeMs);
      }
      if (timeMs > (this.lastMs[found] ?? 0)) this.lastMs[found] = timeMs;
      this.isNew = false;
      return found;
    }
    this.isNew = true;
    if (this.#taken > this.#rows * FULL && this.#rows < this.#most) this.#resize(this.#rows * 2);
    const row = this.#freeRow(key, timeMs);
    this.keys[row] = key;
    this.lastMs[row] = timeMs;
    this.movedMs[row] = timeMs;
    this.firstMs[row] = timeMs;
    this.sinceMs[row] = timeMs;
    this.#taken++;
    return row;
  }

  /** −1 where the key is not known. */
  find(key: number): number {
    const first = this.#firstOf(key);
    for (let row = first; row < first + WAYS; row++) if (this.keys[row] === key) return row;
    return -1;
  }

  /** Sum over a window, by the index of its length. */
  value(row: number, span: number): number {
    const at = row * this.spansMs.length + span;
    return (this.current[at] ?? 0) + (this.previous[at] ?? 0);
  }

  whole(row: number, span: number): number {
    const at = row * this.spansMs.length + span;
    return (this.currentWhole[at] ?? 0) + (this.previousWhole[at] ?? 0);
  }

  add(row: number, amount: number, whole = 0): void {
    const spans = this.spansMs.length;
    for (let at = row * spans; at < (row + 1) * spans; at++) {
      this.current[at] = (this.current[at] ?? 0) + amount;
      if (this.#weighted) this.currentWhole[at] = (this.currentWhole[at] ?? 0) + whole;
    }
  }

  /** How many new ones a hash stands for among those of the running half of the longest window. */
  addDistinct(row: number, hash: number): number {
    let counter = this.distinct[row];
    if (counter === undefined) {
      counter = new DistinctCounter();
      this.distinct[row] = counter;
    }
    return counter.add(hash);
  }

  /** Makes room for so many rows at once, as far as there may be so many; an empty table goes on with a sweep of another one from there. */
  reserve(rows: number, swept: number): void {
    let wanted = this.#rows;
    while (wanted < Math.min(rows, this.#most)) wanted *= 2;
    if (wanted > this.#rows) this.#resize(wanted);
    if (this.#taken === 0) this.#swept = Math.min(swept, this.#rows);
  }

  /** Closes windows of keys that are not seen any more, a part of the table at each call; after `parts` calls all of it was looked at. */
  sweep(timeMs: number, parts: number): void {
    const until = Math.min(this.#rows, this.#swept + Math.ceil(this.#rows / parts));
    const longestMs = this.spansMs.at(-1) ?? 0;
    for (let row = this.#swept; row < until; row++) {
      if (this.keys[row] === 0) continue;
      this.#move(row, timeMs);
      if (timeMs - (this.lastMs[row] ?? 0) > 2 * longestMs && (this.habitCount[row * this.spansMs.length] ?? 0) < 4) this.#clear(row);
    }
    this.#swept = until >= this.#rows ? 0 : until;
  }

  /** All rows that hold a key. */
  *taken(): Generator<number> {
    for (let row = 0; row < this.#rows; row++) if (this.keys[row] !== 0) yield row;
  }

  /** Closes what is over. */
  #move(row: number, timeMs: number): void {
    const last = this.movedMs[row] ?? 0;
    if (timeMs <= last || timeMs < (this.nextMs[row] ?? 0)) return;
    const spans = this.spansMs.length;
    for (let span = 0; span < spans; span++) {
      const half = this.#halvesMs[span] ?? 1;
      const passed = Math.floor(timeMs / half) - Math.floor(last / half);
      if (passed === 0) continue;
      const at = row * spans + span;
      if ((this.current[at] ?? 0) > 0) this.#closed(row, span, timeMs);
      this.previous[at] = passed === 1 ? (this.current[at] ?? 0) : 0;
      this.current[at] = 0;
      if (this.#weighted) {
        this.previousWhole[at] = passed === 1 ? (this.currentWhole[at] ?? 0) : 0;
        this.currentWhole[at] = 0;
      }
      this.said[at] = 0;
      this.quiet[at] = 0;
      if (span === spans - 1) {
        this.distinct[row] = undefined;
        this.firstMs[row] = timeMs;
      }
    }
    this.movedMs[row] = timeMs;
    const shortest = this.#halvesMs[0] ?? 1;
    this.nextMs[row] = (Math.floor(timeMs / shortest) + 1) * shortest;
  }

  #freeRow(key: number, timeMs: number): number {
    const first = this.#firstOf(key);
    const spans = this.spansMs.length;
    let least = first;
    let leastValue = Number.POSITIVE_INFINITY;
    for (let row = first; row < first + WAYS; row++) {
      if (this.keys[row] === 0) return row;
      const value = this.value(row, spans - 1) + (this.habitCount[row * spans + spans - 1] ?? 0);
      if (value < leastValue || (value === leastValue && (this.lastMs[row] ?? 0) < (this.lastMs[least] ?? 0))) {
        least = row;
        leastValue = value;
      }
    }
    for (let span = 0; span < spans; span++) if ((this.current[least * spans + span] ?? 0) > 0) this.#closed(least, span, timeMs);
    this.#clear(least);
    return least;
  }

  #clear(row: number): void {
    const spans = this.spansMs.length;
    for (const column of this.#columnsBySpan()) column.fill(0, row * spans, (row + 1) * spans);
    this.keys[row] = 0;
    this.scopes[row] = 0;
    this.entities[row] = 0;
    this.nextMs[row] = 0;
    this.distinct[row] = undefined;
    this.#taken--;
  }

  #firstOf(key: number): number {
    return (key & (this.#rows / WAYS - 1)) * WAYS;
  }

  #columnsBySpan() {
    const { current, previous, currentWhole, previousWhole, said, quiet, habitMean, habitSquare, habitCount } = this;
    return [current, previous, currentWhole, previousWhole, said, quiet, habitMean, habitSquare, habitCount] as const;
  }

  #resize(rows: number): void {
    const spans = this.spansMs.length;
    const old = {
      rows: this.#rows,
      keys: this.keys,
      scopes: this.scopes,
      entities: this.entities,
      lastMs: this.lastMs,
      movedMs: this.movedMs,
      firstMs: this.firstMs,
      sinceMs: this.sinceMs,
      distinct: this.distinct,
    };
    const oldColumns = this.#columnsBySpan();
    this.#rows = rows;
    this.#taken = 0;
    this.#swept = 0;
    this.keys = new Uint32Array(rows);
    this.scopes = new Uint32Array(rows);
    this.entities = new Uint32Array(rows);
    this.nextMs = new Float64Array(rows);
    this.lastMs = new Float64Array(rows);
    this.movedMs = new Float64Array(rows);
    this.firstMs = new Float64Array(rows);
    this.sinceMs = new Float64Array(rows);
    this.current = new Float32Array(rows * spans);
    this.previous = new Float32Array(rows * spans);
    this.currentWhole = new Float32Array(this.#weighted ? rows * spans : 0);
    this.previousWhole = new Float32Array(this.#weighted ? rows * spans : 0);
    this.said = new Float32Array(rows * spans);
    this.quiet = new Float32Array(rows * spans);
    this.habitMean = new Float32Array(rows * spans);
    this.habitSquare = new Float32Array(rows * spans);
    this.habitCount = new Uint16Array(rows * spans);
    this.distinct = [];
    const columns = this.#columnsBySpan();
    for (let from = 0; from < old.rows; from++) {
      const key = old.keys[from] ?? 0;
      if (key === 0) continue;
      const row = this.#freeRow(key, old.movedMs[from] ?? 0);
      this.keys[row] = key;
      this.scopes[row] = old.scopes[from] ?? 0;
      this.entities[row] = old.entities[from] ?? 0;
      this.lastMs[row] = old.lastMs[from] ?? 0;
      this.movedMs[row] = old.movedMs[from] ?? 0;
      this.firstMs[row] = old.firstMs[from] ?? 0;
      this.sinceMs[row] = old.sinceMs[from] ?? 0;
      this.distinct[row] = old.distinct[from];
      for (const [index, column] of columns.entries()) {
        const oldColumn = oldColumns[index];
        for (let span = 0; span < spans && column.length > 0; span++) column[row * spans + span] = oldColumn?.[from * spans + span] ?? 0;
      }
      this.#taken++;
    }
  }
}
