import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { cover, type Made, type Segment } from '../cover.ts';
import { CUTS, floorTo, LEVELS } from '../series.ts';
import { MOST_STEPS, type RollupRange, type RollupRow } from '../store.ts';
import { MAXIMA, SUMS, Tally } from '../tally.ts';
import { mergeRow } from './rows.ts';
import { NUMBERS } from './schema.ts';

/** Up to so many series are looked up one by one; more are found by going through all rows of the time. */
const MOST_SINGLE = 200;

interface Found extends Readonly<Record<string, unknown>> {
  readonly series: number;
  readonly start: number;
  readonly api: string;
  readonly value: string;
}

/** Statements that were prepared before, by their text: there are few, as lists of names are in none of them. */
export type Statements = (sql: string) => StatementSync;

export function preparedOnce(database: DatabaseSync): Statements {
  const known = new Map<string, StatementSync>();
  return (sql) => {
    const statement = known.get(sql) ?? database.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}

/** The rows of a range; see `RollupStore.read`. */
export function readRollups(database: DatabaseSync, prepared: Statements, name: string, range: RollupRange, made: Made): RollupRow[] {
  assertRange(range);
  const rows = new Map<string, RollupRow>();
  const series = seriesOf(database, range);
  for (const segment of cover(range.fromMs, range.toMs, made, range.stepMs)) {
    for (const row of rowsOf(prepared, range, segment, series)) {
      const startMs = range.stepMs === undefined ? range.fromMs : Math.floor(row.start / range.stepMs) * range.stepMs;
      const key = `${row.series} ${startMs}`;
      let sum = rows.get(key);
      if (sum === undefined) {
        sum = { api: row.api, value: row.value, startMs, tally: new Tally() };
        rows.set(key, sum);
      }
      mergeRow(sum.tally, row, range.details, name);
    }
  }
  return [...rows.values()];
}

function assertRange({ fromMs, toMs, stepMs }: RollupRange): void {
  for (const [name, ms] of [
    ['from', fromMs],
    ['to', toMs],
    ['step', stepMs ?? 60_000],
  ] as const) {
    if (!Number.isSafeInteger(ms) || floorTo('minute', ms) !== ms)
      throw new RangeError(`expected ${name} to be a whole minute, found ${ms}`);
  }
  if (stepMs === undefined) return;
  if (stepMs <= 0) throw new RangeError(`expected a step of a minute or more, found ${stepMs}`);
  const steps = (toMs - fromMs) / stepMs;
  if (steps > MOST_STEPS) throw new RangeError(`expected at most ${MOST_STEPS} steps, found ${Math.ceil(steps)}: take longer ones`);
}

/** The numbers of the series that a range names; undefined where it names none, and all are meant. */
function seriesOf(database: DatabaseSync, { cut, apis, values }: RollupRange): ReadonlySet<number> | undefined {
  if (apis === undefined && values === undefined) return undefined;
  const conditions = ['cut = ?'];
  const parameters: string[] = [cut];
  for (const [column, names] of [
    ['api', apis],
    ['value', values],
  ] as const) {
    if (names === undefined) continue;
    conditions.push(`${column} IN (${names.map(() => '?').join(', ')})`);
    parameters.push(...names);
  }
  const found = database.prepare(`SELECT id FROM series WHERE ${conditions.join(' AND ')}`).all(...parameters);
  return new Set(found.map((row) => Number(row['id'])));
}

function* rowsOf(
  prepared: Statements,
  { cut, details, stepMs }: RollupRange,
  { level, fromMs, toMs }: Segment,
  series: ReadonlySet<number> | undefined,
): Generator<Found> {
  const [levelPlace, cutPlace] = [LEVELS.indexOf(level), CUTS.indexOf(cut)];
  // Where there are no steps, all of the range is one.
  const step = stepMs ?? toMs;
  const isSummed = details === 'none' || details === 'counts';
  const [before, after] = isSummed ? [[step, step], [step]] : [[], []];
  const columns = details === 'counts' ? COUNTED : isSummed ? SUMMED : SINGLE;
  const grouping = isSummed ? ' GROUP BY rollups.series, rollups.start / ?' : '';
  if (series === undefined || series.size > MOST_SINGLE) {
    const all = prepared(
      `${columns} FROM rollups INDEXED BY rollups_time JOIN series ON series.id = rollups.series WHERE level = ? AND rollups.cut = ? AND rollups.start >= ? AND rollups.start < ?${grouping}`,
    );
    for (const row of all.iterate(...before, levelPlace, cutPlace, fromMs, toMs, ...after) as Iterable<Found>) {
      if (series?.has(row.series) !== false) yield row;
    }
    return;
  }
  const one = prepared(
    `${columns} FROM rollups INDEXED BY rollups_series JOIN series ON series.id = rollups.series WHERE rollups.series = ? AND level = ? AND rollups.start >= ? AND rollups.start < ?${grouping}`,
  );
  for (const id of series) yield* one.iterate(...before, id, levelPlace, fromMs, toMs, ...after) as Iterable<Found>;
}

/** Without details the database sums up itself, several times faster than rows can be handed over. */
const NAMED = 'SELECT rollups.series AS series, api, value, rollups.start / ? * ? AS start';
const COUNTED = `${NAMED}, sum(requests) AS requests, sum(status5xx) AS status5xx`;
const SUMMED = `${NAMED}, ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(', ')},
  ${MAXIMA.map((maximum) => `max(${maximum}) AS ${maximum}`).join(', ')}`;
const SINGLE = `SELECT rollups.series AS series, api, value, start, ${NUMBERS.join(', ')}, problems, details`;
