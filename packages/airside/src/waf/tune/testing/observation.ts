import type { Observation } from '../observation.ts';

/** An alarm of an authenticated caller on operation `a`, in which no rule matched; tests say what is different. */
export const ALARM: Observation = {
  api: 'shop',
  operation: 'a',
  caller: '',
  authenticated: true,
  address: '',
  timeMs: 0,
  alarm: true,
  answer: 'success',
  score: 5,
  matches: [],
};
