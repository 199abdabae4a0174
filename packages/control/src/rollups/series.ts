import { DIMENSIONS, type GroupName } from '@airside/domain';

import type { Tally } from './tally.ts';

/** By what requests are told apart: an API as a whole, or one thing within it. */
export type Cut = GroupName;

export const CUTS: readonly Cut[] = ['api', ...DIMENSIONS];

/** Requests that are counted together; `value` is empty for an API as a whole. */
export interface Series {
  readonly cut: Cut;
  /** Id of the API; `-` where none matched. */
  readonly api: string;
  readonly value: string;
}

export const LEVELS = ['minute', 'hour', 'day'] as const;

export type Level = (typeof LEVELS)[number];

export const LEVEL_MS: Readonly<Record<Level, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** What one series saw in (a part of) one minute. */
export interface Delta extends Series {
  /** The beginning of the minute, in milliseconds since 1970. */
  readonly startMs: number;
  readonly tally: Tally;
}

/** The beginning of the stretch that a time lies in. */
export function floorTo(level: Level, timeMs: number): number {
  return Math.floor(timeMs / LEVEL_MS[level]) * LEVEL_MS[level];
}

export function ceilTo(level: Level, timeMs: number): number {
  return Math.ceil(timeMs / LEVEL_MS[level]) * LEVEL_MS[level];
}
