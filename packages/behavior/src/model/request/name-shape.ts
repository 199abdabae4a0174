import type { Place } from '../../call/call.ts';
import type { ApiProfile, Rates } from './api-profile.ts';
import { evidence, excerpt } from './explain.ts';
import type { Add } from './judgement.ts';
import { unseenName } from './names.ts';
import type { OperationProfile } from './operation-profile.ts';
import type { ValueModel, ValueVerdict } from './value-model.ts';

/** One request of ten has a new name. */
const LEAST_UNSEEN = 1;

/**
 * Judges how the name of a parameter is made that is new where it stands, `id[$ne]` or `__proto__[admin]`, by the names that parameters have elsewhere. That it is new is told with the
 * names of the request. Not asked for a name without a value: that is a switch, or a text that stands in the place of parameters.
 */
export function judgeNameShape(
  values: ValueModel,
  verdict: ValueVerdict,
  place: Place,
  name: string,
  api: ApiProfile | undefined,
  operation: OperationProfile | undefined,
  everywhere: Rates,
  add: Add,
): void {
  if (name === '' || (place !== 'query' && place !== 'body')) return;
  // Where new names come all the time, they are data, and made in their own way.
  if (api !== undefined && operation !== undefined && unseenName(api, operation[place], place, everywhere) < LEAST_UNSEEN) return;
  values.judgeName(place, name, verdict);
  const oddity = verdict.surprise - verdict.novelty;
  if (oddity <= 0) return;
  const known = { sinceMs: operation?.sinceMs ?? api?.sinceMs ?? Number.POSITIVE_INFINITY, observations: operation?.requests ?? 0 };
  add('name', place, oddity, () =>
    evidence(
      `name of a ${place === 'query' ? 'query parameter' : 'body field'}`,
      'names as parameters have them',
      excerpt(name),
      oddity,
      known,
    ),
  );
}
