import type { MetricView } from '@airside/control';
import type { Family } from '@airside/gateway';

/** All metrics that have a series, as the admin API tells them. */
export function metricViews(families: Iterable<Family>): MetricView[] {
  const views: MetricView[] = [];
  for (const family of families) {
    const { name, kind, unit, buckets } = family.definition;
    const series = Array.from({ length: family.size }, (_, index) => index)
      // A gauge of which nothing is known at present.
      .filter((index) => !Number.isNaN(family.numbersOf(index)[0]))
      .map((index) => seriesView(family, index));
    if (series.length > 0) views.push({ name, kind, unit, ...(buckets !== undefined && { bounds: buckets }), series });
  }
  return views;
}

function seriesView(family: Family, series: number): MetricView['series'][number] {
  const { attributes: names, kind } = family.definition;
  const values = family.attributesOf(series);
  const attributes = Object.fromEntries(names.flatMap((name, index) => (values[index] ? [[name, values[index]]] : [])));
  const numbers = family.numbersOf(series);
  if (kind !== 'histogram') return { attributes, value: numbers[0] ?? 0 };
  const buckets = Array.from(numbers.subarray(0, -1));
  return { attributes, count: buckets.reduce((sum, each) => sum + each, 0), sum: numbers.at(-1) ?? 0, buckets };
}
