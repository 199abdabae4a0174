import type { MadeCall } from './call.ts';
import { START_MS } from './everyday.ts';
import { DAY, many } from './shop.ts';

const MINUTE = 60_000;
const DAYS = 8;
const home = { address: '198.51.100.7', network: 'AS64500', country: 'DE' };

/** Another network of the same country. */
export const phone = { address: '203.0.113.9', network: 'AS64501', country: 'DE' };

/** Somebody at home, with the token of a visit. */
export const person = (index: number, day: number) => ({ user: `user-${index}`, token: `token-${index}-${day}`, ...home });

/** A program with a session of its own. */
export const machine = (index: number) => ({ user: `partner-${index}`, session: `session-${index}`, ...home });

/** People with tokens that last for a visit, some of whom go from one network to another. */
export const visits = many(DAYS, (day) => ({ timeMs: START_MS + day * DAY })).flatMap(({ timeMs }, day) =>
  Array.from({ length: 60 }, (_, index) =>
    many(8, (step) => ({
      ...person(index, day),
      ...(index % 9 === 0 && step > 4 ? { ...phone, network: `AS${64_510 + day}` } : {}),
      timeMs: timeMs + index * 20 * MINUTE + step * 10_000,
    })),
  ).flat(),
);

/** After all visits. */
export const afterVisits = START_MS + DAYS * DAY;

/** One more visit of somebody, whose calls differ as told. */
export const visit = (steps: readonly Partial<MadeCall>[]): readonly MadeCall[] =>
  steps.map((step, index) => ({ ...person(5, 9), ...step, timeMs: afterVisits + index * 10_000 }));
