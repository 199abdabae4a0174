/** The middle value, or the mean of the two middle ones. Throws a RangeError for no values at all or one that is no finite number. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('expected at least one value to take the median of, found none');
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`expected finite numbers to take the median of, found ${bad}`);
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** How far the values lie apart: the largest less the smallest, as a part of the median. 0 where the median is 0. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return middle === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / middle;
}

/** `value` as a multiple of `reference`; null where the reference is 0, for then there is no such multiple. */
export function ratio(value: number, reference: number): number | null {
  return reference === 0 ? null : value / reference;
}
