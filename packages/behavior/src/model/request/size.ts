import type { Call } from '../../call/call.ts';
import type { Sender } from '../reach.ts';
import type { ApiProfile } from './api-profile.ts';
import { evidence } from './explain.ts';
import type { Histogram } from './histogram.ts';
import type { Add } from './judgement.ts';
import { type OperationProfile, SIZE_PLACES } from './operation-profile.ts';
import { lengthOfPlace, lengthPlace } from './scales.ts';
import { NO_TAIL, type TailAt, tailAt } from './tail.ts';

export function learnSize({ exchange, parameters, isWhole }: Call, operation: OperationProfile, sender: Sender): void {
  const bytes = lengthPlace(exchange.requestBytes, SIZE_PLACES);
  if (operation.bodyReach.believes(bytes, sender, operation.bodyBytes.total)) operation.bodyBytes.add(bytes);
  const values = lengthPlace(parameters.length);
  if (isWhole && operation.countReach.believes(values, sender, operation.valueCounts.total)) operation.valueCounts.add(values);
}

/** How many sizes are thought to be at least so large before anything is known: half as many for four times the size. */
function expectedAt(place: number): TailAt {
  return { ...NO_TAIL, p: 2 ** (-(place - LEAST_PLACE) / PLACES_OF_HALF) };
}

/** Judges how large a request is and how many values it has, by what the operation is sent otherwise. Small ones are nothing unusual. */
export function judgeSize(
  { exchange: { requestBytes }, parameters }: Call,
  api: ApiProfile,
  operation: OperationProfile,
  { caller }: Sender,
  add: Add,
): void {
  const bytes = operation.bodyReach.judgedAt(lengthPlace(requestBytes, SIZE_PLACES), caller);
  if (bytes > LEAST_PLACE) judge(operation.bodyBytes, bytes, 'bytes', requestBytes, api, operation, add);
  const values = operation.countReach.judgedAt(lengthPlace(parameters.length), caller);
  if (values > LEAST_PLACE) judge(operation.valueCounts, values, 'values', parameters.length, api, operation, add);
}

function judge(
  sizes: Histogram,
  place: number,
  unit: 'bytes' | 'values',
  size: number,
  api: ApiProfile,
  operation: OperationProfile,
  add: Add,
): void {
  const surprise = Math.max(0, -Math.log10(tailAt(place, sizes, expectedAt(place)).p));
  add('size', 'body', surprise, () =>
    evidence(
      unit === 'bytes' ? 'size of the body' : 'number of values',
      `at most ${lengthOfPlace(sizes.quantile(1) + 1) - 1} ${unit}`,
      `${size} ${unit}`,
      surprise,
      { sinceMs: Number.isFinite(operation.sinceMs) ? operation.sinceMs : api.sinceMs, observations: operation.requests },
    ),
  );
}

/** There are four places for each doubling. */
const PLACES_OF_HALF = 8;
/** Less than this is not large anywhere. */
const LEAST_PLACE = lengthPlace(16);
