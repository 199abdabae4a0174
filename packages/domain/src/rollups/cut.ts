import { DIMENSIONS, type Dimension } from './metric.ts';

export type GroupName = 'api' | Dimension;

/** What traffic is meant: where a list is given, one of its names. */
export interface TrafficScope {
  readonly apis?: readonly string[] | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly consumers?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly networks?: readonly string[] | undefined;
}

/** The list of a scope for each dimension. */
export const SCOPE_LISTS = {
  operation: 'operations',
  consumer: 'consumers',
  country: 'countries',
  network: 'networks',
} as const satisfies Record<Dimension, keyof TrafficScope>;

/** By what traffic has to be told apart within an API to be grouped and limited so. Throws a RangeError for two dimensions together, which are not counted. */
export function cutFor(groupBy: readonly GroupName[], scope: TrafficScope): GroupName {
  const asked = DIMENSIONS.filter((dimension) => groupBy.includes(dimension) || scope[SCOPE_LISTS[dimension]] !== undefined);
  const [cut = 'api', ...more] = asked;
  if (more.length === 0) return cut;
  throw new RangeError(`${asked.join(' and ')} together are not counted: take one of them, beside the API`);
}
