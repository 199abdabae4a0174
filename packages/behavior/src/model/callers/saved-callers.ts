import { z } from 'zod';

import { bytesColumn, type Column, commonLength, numbersColumn, wordsColumn } from '../../saved/column.ts';
import { loadLists, savedLists, saveLists } from '../../saved/lists.ts';
import { AccessRecord, savedAccess } from './access-record.ts';
import { CallerState, type Pace, type Travel } from './caller-state.ts';

const LISTS = ['operations', 'history', 'networks', 'countries', 'homes', 'agents', 'changes'] as const;
/** What not every caller has, each a bit. */
const [PACE, ACCESS, TRAVEL] = [1, 2, 4];

/** Callers as columns: one number for each caller, and one for each that has a pace, accesses, a journey. */
export const savedCallers = z.strictObject({
  keys: wordsColumn,
  firstMs: numbersColumn,
  successes: numbersColumn,
  last: wordsColumn,
  beforeLast: wordsColumn,
  oddity: numbersColumn,
  transitions: wordsColumn,
  has: bytesColumn,
  lists: z.record(z.enum(LISTS), savedLists),
  pace: z.strictObject({ lastMs: numbersColumn, count: wordsColumn, mean: numbersColumn, square: numbersColumn }),
  access: savedAccess,
  travel: z.strictObject({ country: wordsColumn, timeMs: numbersColumn }),
});

export type SavedCallers = z.infer<typeof savedCallers>;

export function saveCallers(callers: readonly (readonly [key: number, state: CallerState])[]): SavedCallers {
  const states = callers.map(([, state]) => state);
  const words = (of: (state: CallerState) => number) => collect(states, of, new Uint32Array(states.length));
  const numbers = (of: (state: CallerState) => number) => collect(states, of, new Float64Array(states.length));
  const paces = states.map(({ pace }) => pace).filter((pace) => pace !== undefined);
  const travels = states.map(({ travel }) => travel).filter((travel) => travel !== undefined);
  return {
    keys: Uint32Array.from(callers, ([key]) => key),
    firstMs: numbers(({ firstMs }) => firstMs),
    successes: numbers(({ successes }) => successes),
    last: words(({ last }) => last),
    beforeLast: words(({ beforeLast }) => beforeLast),
    oddity: numbers(({ oddity }) => oddity),
    transitions: words(({ transitions }) => transitions),
    has: collect(states, partsOf, new Uint8Array(states.length)),
    lists: Object.fromEntries(LISTS.map((name) => [name, saveLists(states.map((state) => state[name]))])) as SavedCallers['lists'],
    pace: {
      lastMs: Float64Array.from(paces, ({ lastMs }) => lastMs),
      count: Uint32Array.from(paces, ({ count }) => count),
      mean: Float64Array.from(paces, ({ mean }) => mean),
      square: Float64Array.from(paces, ({ square }) => square),
    },
    access: AccessRecord.save(states.map(({ access }) => access).filter((access) => access !== undefined)),
    travel: {
      country: Uint32Array.from(travels, ({ country }) => country),
      timeMs: Float64Array.from(travels, ({ timeMs }) => timeMs),
    },
  };
}

/** Throws an Error where columns are not as long as they have to be. */
export function loadCallers(saved: SavedCallers): readonly (readonly [key: number, state: CallerState])[] {
  const { keys, firstMs, successes, last, beforeLast, oddity, transitions, has } = saved;
  const callers = commonLength({ keys, firstMs, successes, last, beforeLast, oddity, transitions, has });
  const lists = LISTS.map((name) => [name, loadLists(saved.lists[name], callers)] as const);
  const paces = pacesOf(saved.pace, many(has, PACE));
  const travels = travelsOf(saved.travel, many(has, TRAVEL));
  const accesses = AccessRecord.load(saved.access);
  commonLength({ access: accesses, callers: { length: many(has, ACCESS) } });
  const next = { pace: 0, access: 0, travel: 0 };
  return Array.from(keys, (key, index) => {
    const state = new CallerState(firstMs[index] ?? 0);
    state.successes = successes[index] ?? 0;
    state.last = last[index] ?? 0;
    state.beforeLast = beforeLast[index] ?? 0;
    state.oddity = oddity[index] ?? 0;
    state.transitions = transitions[index] ?? 0;
    for (const [name, rows] of lists) state[name] = rows[index] ?? [];
    const parts = has[index] ?? 0;
    if ((parts & PACE) !== 0) state.pace = paces[next.pace++];
    if ((parts & ACCESS) !== 0) state.access = accesses[next.access++];
    if ((parts & TRAVEL) !== 0) state.travel = travels[next.travel++];
    return [key, state];
  });
}

function collect<C extends Column>(states: readonly CallerState[], of: (state: CallerState) => number, into: C): C {
  for (let index = 0; index < states.length; index++) into[index] = of(states[index] as CallerState);
  return into;
}

function partsOf({ pace, access, travel }: CallerState): number {
  return (pace === undefined ? 0 : PACE) | (access === undefined ? 0 : ACCESS) | (travel === undefined ? 0 : TRAVEL);
}

function many(has: Uint8Array, part: number): number {
  return has.reduce((sum, parts) => sum + ((parts & part) === 0 ? 0 : 1), 0);
}

function pacesOf({ lastMs, count, mean, square }: SavedCallers['pace'], expected: number): readonly Pace[] {
  commonLength({ lastMs, count, mean, square, callers: { length: expected } });
  return Array.from(lastMs, (timeMs, index) => ({
    lastMs: timeMs,
    count: count[index] ?? 0,
    mean: mean[index] ?? 0,
    square: square[index] ?? 0,
  }));
}

function travelsOf({ country, timeMs }: SavedCallers['travel'], expected: number): readonly Travel[] {
  commonLength({ country, timeMs, callers: { length: expected } });
  return Array.from(country, (each, index) => ({ country: each, timeMs: timeMs[index] ?? 0 }));
}
