import type { Sanction, Subject } from '@airside/domain';

import type { Responses } from './steps.ts';
import type { Traffic } from './traffic.ts';

/** So many requests an hour are no large part of any traffic that matters. */
const LEAST_REQUESTS = 50;

/**
 * Why one more automated block would hit too much of the traffic; undefined where it does not. Counted is what was answered with success in the last
 * hour: that is what a block can wrongly take away. One caller, and a few requests, may always be hit: of little traffic, shares say nothing.
 */
export function beyondCap(
  match: readonly Subject[],
  active: readonly Pick<Sanction, 'match'>[],
  cap: Responses['cap'],
  traffic: Traffic,
): string | undefined {
  const hit = [...active.map((sanction) => sanction.match), match];
  const callers = Math.max(1, Math.floor(cap.callers * Math.max(traffic.callers(), hit.length)));
  const hitCallers = hit.filter((names) => traffic.goodOf(names) > 0).length;
  if (hitCallers > callers) return `automated blocks would hit ${hitCallers} callers that do well, and may hit ${callers}`;
  const all = traffic.good();
  const requests = hit.reduce((sum, names) => sum + traffic.goodOf(names), 0);
  if (requests <= Math.max(LEAST_REQUESTS, cap.requests * all)) return undefined;
  return `automated blocks would hit ${percent(requests / all)} of what was answered with success in the last hour, and may hit ${percent(cap.requests)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
