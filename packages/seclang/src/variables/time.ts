import type { State } from './state.ts';
import { scalar, type Variable } from './variable.ts';

/** The clock, in UTC. Durations are in microseconds, as in ModSecurity. */
export const timeVariables: readonly Variable[] = [
  volatile('DURATION', (state) => Math.round((state.now() - state.startedAtMs) * 1000)),
  volatile('TIME_EPOCH', (state) => Math.floor(state.now() / 1000)),
  volatile('TIME_DAY', (state) => date(state).getUTCDate()),
  volatile('TIME_HOUR', (state) => date(state).getUTCHours()),
  volatile('TIME_MIN', (state) => date(state).getUTCMinutes()),
  volatile('TIME_MON', (state) => date(state).getUTCMonth()),
  volatile('TIME_SEC', (state) => date(state).getUTCSeconds()),
  volatile('TIME_WDAY', (state) => date(state).getUTCDay()),
  volatile('TIME_YEAR', (state) => date(state).getUTCFullYear()),
  scalar('TIME', (state) => date(state).toISOString().slice(11, 19), { volatile: true }),
];

function volatile(name: string, read: (state: State) => number): Variable {
  return scalar(name, (state) => String(read(state)), { volatile: true });
}

function date(state: State): Date {
  return new Date(state.now());
}
