import type { Draw } from '../draw.ts';

/** How likely somebody is to begin something, by local hour. */
export interface Rhythm {
  readonly hours: readonly number[];
  /** Monday to Sunday, as a multiple. */
  readonly days: readonly number[];
}

export const RHYTHMS = {
  consumer: {
    hours: [2, 1, 0.5, 0.3, 0.3, 1, 3, 5, 5, 5, 6, 6, 8, 7, 6, 6, 7, 8, 10, 12, 13, 12, 8, 4],
    days: [1, 0.95, 0.95, 1, 1.05, 1.25, 1.3],
  },
  worker: {
    hours: [0, 0, 0, 0, 0, 0, 0.3, 2, 8, 12, 12, 11, 6, 9, 12, 11, 9, 5, 1.5, 0.5, 0.4, 0.3, 0.1, 0],
    days: [1.05, 1.05, 1, 1, 0.9, 0.06, 0.04],
  },
} as const satisfies Record<string, Rhythm>;

/** Milliseconds after midnight, local time. */
export function timeOfDay({ hours }: Rhythm, draw: Draw): number {
  const hour = draw.weighted(hours.map((weight, index) => [weight, index] as const)) ?? 12;
  return Math.floor((hour + draw.next()) * 3_600_000);
}
