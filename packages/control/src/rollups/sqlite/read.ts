import type { DatabaseSync } from 'node:sqlite';

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
}

/** The rows of a range; see `RollupStore.read`. */
export function readRollups(database: DatabaseSync, name: string, range: RollupRange, made: Made): RollupRow[] {
  assertRange(range);
  const series = seriesOf(database, range);
  const rows = new Map<string, RollupRow>();
  for (const segment of cover(range.fromMs, range.toMs, made, range.stepMs)) {
    for (const row of rowsOf(database, range, segment, series)) {
      const id = row.series;
      const names = series.get(id);
      if (names === undefined) continue;
      const startMs = range.stepMs === undefined ? range.fromMs : Math.floor(row.start / range.stepMs) * range.stepMs;
      const key = `${id} ${startMs}`;
      let sum = rows.get(key);
      if (sum === undefined) {
        sum = { ...names, startMs, tally: new Tally() };
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

function seriesOf(
  database: DatabaseSync,
  { cut, apis, values }: RollupRange,
): Map<number, { readonly api: string; readonly value: string }> {
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
  const found = database.prepare(`SELECT id, api, value FROM series WHERE ${conditions.join(' AND ')}`).all(...parameters);
  return new Map(found.map((row) => [Number(row['id']), { api: String(row['api']), value: String(row['value']) }]));
}

function* rowsOf(
  database: DatabaseSync,
  { cut, details, stepMs }: RollupRange,
  { level, fromMs, toMs }: Segment,
  series: ReadonlyMap<number, unknown>,
): Generator<Found> {
  // Without details the database sums up itself, several times faster than rows can be handed over.
  const step = stepMs ?? toMs;
  const summed = `SELECT series, rollups.start / ${step} * ${step} AS start, ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(', ')},
    ${MAXIMA.map((maximum) => `max(${maximum}) AS ${maximum}`).join(', ')}`;
  const columns = details === 'none' ? summed : `SELECT series, start, ${NUMBERS.join(', ')}, problems, details`;
  const grouping = details === 'none' ? ` GROUP BY series, rollups.start / ${step}` : '';
  const [levelPlace, cutPlace] = [LEVELS.indexOf(level), CUTS.indexOf(cut)];
  if (series.size > MOST_SINGLE) {
    const all = database.prepare(
      `${columns} FROM rollups INDEXED BY rollups_time WHERE level = ? AND cut = ? AND start >= ? AND start < ?${grouping}`,
    );
    yield* all.iterate(levelPlace, cutPlace, fromMs, toMs) as Iterable<Found>;
    return;
  }
  const one = database.prepare(
    `${columns} FROM rollups INDEXED BY rollups_series WHERE series = ? AND level = ? AND start >= ? AND start < ?${grouping}`,
  );
  for (const id of series.keys()) yield* one.iterate(id, levelPlace, fromMs, toMs) as Iterable<Found>;
}
