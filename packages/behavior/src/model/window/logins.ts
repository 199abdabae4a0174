import type { Call } from '../../call/call.ts';
import { combined } from '../../sketch/index.ts';
import type { Facts } from '../facts.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from './spans.ts';

/** Lengths of the windows in which log-ins that succeed are counted. */
export const LOGIN_SPANS: readonly number[] = [TEN_MINUTES, HOUR, DAY, WEEK];

export const isSuccessfulLogin = ({ login }: Call): boolean => login?.succeeded === true;

/** Of a user, so many count in a day. */
const MOST_OF_DAY = 4;

/** One user counts once in ten minutes, and four times a day: whoever logs in to an account of its own again and again hides few failures by that. */
export function loginOfStretch(facts: Facts): number {
  const { call } = facts;
  const stretch = Math.floor(call.timeMs / TEN_MINUTES) % MOST_OF_DAY;
  return combined(facts.hash(call.login?.user ?? ''), Math.floor(call.timeMs / DAY) * MOST_OF_DAY + stretch);
}
