import { ceilTo, floorTo, LEVEL_MS, type Level } from './series.ts';

/** A part of a range, and the level it is read from. */
export interface Segment {
  readonly level: Level;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Up to when there are hours and days. */
export interface Made {
  readonly hoursUntilMs: number;
  readonly daysUntilMs: number;
}

/** The fewest rows that a range can be read from: days within, hours and minutes at its ends. Steps that a level does not fit into rule it out. */
export function cover(fromMs: number, toMs: number, made: Made, stepMs?: number): Segment[] {
  const usable = (level: Level): boolean => stepMs === undefined || stepMs % LEVEL_MS[level] === 0;
  const split = (from: number, to: number, levels: readonly Level[]): Segment[] => {
    if (from >= to) return [];
    const [level = 'minute', ...finer] = levels;
    if (finer.length === 0) return [{ level, fromMs: from, toMs: to }];
    const until = level === 'day' ? made.daysUntilMs : made.hoursUntilMs;
    const first = ceilTo(level, from);
    const last = Math.min(floorTo(level, to), until);
    if (!usable(level) || first >= last) return split(from, to, finer);
    return [...split(from, first, finer), { level, fromMs: first, toMs: last }, ...split(last, to, finer)];
  };
  return split(fromMs, toMs, ['day', 'hour', 'minute']);
}
