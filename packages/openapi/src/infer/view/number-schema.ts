import type { JsonObject, JsonValue } from '../../json.ts';
import type { NumberSketch } from '../sketch/number-sketch.ts';

const LEAST_EVIDENCE = 20;
/** A bound that callers keep is met again and again. */
const BOUND = { values: 100, hits: 5, share: 0.02 } as const;
const GREATEST_INT32 = 2 ** 31 - 1;
/** Ids and times may outgrow 32 bits one day where they are near; numbers such as these do not. */
const FAR_BELOW_INT32 = 2 ** 24;

/** What a schema says of numbers, beside their type. Callers send what bounds allow; what answers hold may be the same few objects each time. */
export function numberKeywords(sketch: NumberSketch, isRequest: boolean): JsonObject {
  const { count, minimum, maximum, atMaximum, integers } = sketch;
  const keywords: Record<string, JsonValue> = {};
  const greatest = Math.max(maximum, -minimum);
  if (integers === count && greatest > GREATEST_INT32 && greatest <= Number.MAX_SAFE_INTEGER) keywords['format'] = 'int64';
  else if (integers === count && greatest <= FAR_BELOW_INT32 && count >= LEAST_EVIDENCE) keywords['format'] = 'int32';
  const isBound = (hits: number): boolean => isRequest && count >= BOUND.values && hits >= Math.max(BOUND.hits, count * BOUND.share);
  // Small numbers are common whether or not smaller ones are allowed: the bounds that an API has below are 0 and 1.
  if (minimum >= 0 && count >= LEAST_EVIDENCE) keywords['minimum'] = minimum >= 1 && isRequest && count >= BOUND.values ? 1 : 0;
  if (minimum < maximum && isBound(atMaximum)) keywords['maximum'] = maximum;
  keywords['x-airside-range'] = [minimum, maximum];
  return keywords;
}
