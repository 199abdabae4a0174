import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { damaged } from '../../sqlite/failure.ts';
import { Bins } from '../bins.ts';
import { encodeDetails, mergeDetails, mergeDistribution } from '../encode.ts';
import { CUTS, LEVELS, type Level, type Series } from '../series.ts';
import type { RollupRange } from '../store.ts';
import { DISTRIBUTION_NAMES, MAXIMA, SUMS, type Tally } from '../tally.ts';
import { NUMBERS } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;

/** Writes rows; a series gets its number when it is first seen. */
export class RowWriter {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  /** Numbers that were found before; forgotten as a whole when there are many. */
  #known = new Map<string, number>();

  constructor(database: DatabaseSync) {
    const columns = ['level', 'cut', 'start', 'series', ...NUMBERS, 'problems', 'details'];
    this.#insert = database.prepare(`INSERT INTO rollups (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
    this.#find = database.prepare('SELECT id FROM series WHERE api = ? AND cut = ? AND value = ?');
    this.#add = database.prepare('INSERT INTO series (api, cut, value) VALUES (?, ?, ?)');
  }

  write(level: Level, series: Series, startMs: number, tally: Tally): void {
    const problems = tally.problems.size === 0 ? null : JSON.stringify(Object.fromEntries(tally.problems));
    this.#insert.run(
      LEVELS.indexOf(level),
      CUTS.indexOf(series.cut),
      startMs,
      this.#numberOf(series),
      ...tally.sums,
      ...tally.maxima,
      problems,
      encodeDetails(tally),
    );
  }

  /** After a transaction that failed, or after series were deleted, numbers may be wrong. */
  forget(): void {
    this.#known = new Map();
  }

  #numberOf({ api, cut, value }: Series): number {
    const key = `${cut}\n${api}\n${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = Number(this.#find.get(api, cut, value)?.['id'] ?? this.#add.run(api, cut, value).lastInsertRowid);
    if (this.#known.size >= MOST_KNOWN) this.forget();
    this.#known.set(key, id);
    return id;
  }
}

const MOST_KNOWN = 200_000;

/** Adds a row to a tally. A row that is not what was written is `damaged`. */
export function mergeRow(tally: Tally, row: Row, details: RollupRange['details'], store: string): void {
  if (details === 'counts') {
    tally.add('requests', Number(row['requests']));
    tally.add('status5xx', Number(row['status5xx']));
    return;
  }
  for (const [place, name] of SUMS.entries()) tally.sums[place] = (tally.sums[place] ?? 0) + Number(row[name]);
  for (const [place, name] of MAXIMA.entries()) tally.maxima[place] = Math.max(tally.maxima[place] ?? 0, Number(row[name]));
  if (details === 'none') return;
  try {
    const bytes = row['details'] as Uint8Array;
    if (details === 'all') mergeDetails(tally, bytes);
    else {
      const place = DISTRIBUTION_NAMES.indexOf(details);
      mergeDistribution(tally.distributions[place] ?? new Bins(), place, bytes);
    }
    if (details === 'all' && typeof row['problems'] === 'string') {
      for (const [problem, count] of Object.entries(JSON.parse(row['problems']) as Record<string, number>)) {
        tally.problems.set(problem, (tally.problems.get(problem) ?? 0) + count);
      }
    }
  } catch (error) {
    throw damaged(store, `a row of roll-ups cannot be read: ${(error as Error).message}`);
  }
}
