import type { Direction } from '../change.ts';
import type { Comparison } from '../comparison.ts';
import { type EffectiveSchema, LOWER_BOUNDS, UPPER_BOUNDS } from './effective.ts';
import type { SchemaPair } from './pair.ts';

/** Formats, each with those that include all of its values. */
const WIDER_FORMATS: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64'],
  float: ['double'],
  uuid: ['uri-reference'],
  uri: ['iri', 'uri-reference'],
  hostname: ['idn-hostname'],
  email: ['idn-email'],
};

/** Compares what single values have to be. False where the types have nothing in common, so that nothing further can be compared. */
export function compareValues(comparison: Comparison, pair: SchemaPair): boolean {
  const { old, next, direction, place, pointers } = pair;
  const narrowed = lost(old, next);
  const widened = lost(next, old);
  const shown = { before: typeText(old), after: typeText(next), ...pointers };
  if (narrowed) comparison.report(`${direction}-type-narrowed`, place, shown);
  if (widened) comparison.report(`${direction}-type-widened`, place, shown);
  if (narrowed && widened) return false;
  compareLists(comparison, pair);
  compareBounds(comparison, pair);
  comparePatterns(comparison, pair);
  compareFormats(comparison, pair);
  if (direction === 'request' && old.defaultValue !== next.defaultValue) {
    comparison.report('request-default-changed', place, {
      before: old.defaultValue ?? 'none',
      after: next.defaultValue ?? 'none',
      ...pointers,
    });
  }
  return true;
}

/** Whether one schema has a type that the other does not accept. */
function lost(from: EffectiveSchema, to: EffectiveSchema): boolean {
  const { types } = to;
  if (types === undefined) return false;
  if (from.types === undefined) return true;
  return [...from.types].some((type) => !types.has(type) && !(type === 'integer' && types.has('number')));
}

function typeText({ types }: EffectiveSchema): string {
  return types === undefined ? 'any type' : [...types].join(' or ') || 'nothing';
}

function compareLists(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair): void {
  const before = old.values;
  const after = next.values;
  if (before === undefined && after === undefined) return;
  const gone = after === undefined ? [] : [...(before ?? ['any value'])].filter((value) => !after.has(value));
  const added = before === undefined ? [] : [...(after ?? ['any value'])].filter((value) => !before.has(value));
  if (gone.length > 0) comparison.report(`${direction}-values-narrowed`, place, { before: listed(gone), ...pointers });
  if (added.length > 0) comparison.report(`${direction}-values-widened`, place, { after: listed(added), ...pointers });
}

const MOST_SHOWN = 10;

function listed(values: readonly string[]): string {
  const more = values.length - MOST_SHOWN;
  return `${values.slice(0, MOST_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function compareBounds(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair): void {
  const report = (change: 'narrowed' | 'widened', keyword: string): void => {
    const text = ({ bounds }: EffectiveSchema): string => (bounds.has(keyword) ? `${keyword} ${bounds.get(keyword)}` : `no ${keyword}`);
    comparison.report(`${direction}-bound-${change}`, place, { before: text(old), after: text(next), ...pointers });
  };
  const compare = (keyword: string, none: number, sign: 1 | -1): void => {
    const before = sign * (old.bounds.get(keyword) ?? none);
    const after = sign * (next.bounds.get(keyword) ?? none);
    if (after > before) report('narrowed', keyword);
    if (after < before) report('widened', keyword);
  };
  for (const keyword of LOWER_BOUNDS)
    compare(keyword, keyword.startsWith('min') && keyword !== 'minimum' ? 0 : Number.NEGATIVE_INFINITY, 1);
  for (const keyword of UPPER_BOUNDS) compare(keyword, Number.POSITIVE_INFINITY, -1);
  compare('uniqueItems', 0, 1);
}

function comparePatterns(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair): void {
  const before = [...old.patterns].sort().join(' and ');
  const after = [...next.patterns].sort().join(' and ');
  if (before === after) return;
  comparison.report(`${direction}-pattern-${kindOf(before, after)}`, place, {
    before: before || 'none',
    after: after || 'none',
    ...pointers,
  });
}

function compareFormats(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair): void {
  const before = old.format ?? '';
  const after = next.format ?? '';
  if (before === after) return;
  const kind = includes(after, before) ? 'widened' : includes(before, after) ? 'narrowed' : kindOf(before, after);
  comparison.report(`${direction}-format-${kind}` satisfies `${Direction}-format-${string}`, place, {
    before: before || 'none',
    after: after || 'none',
    ...pointers,
  });
}

function includes(wider: string, narrower: string): boolean {
  return Object.hasOwn(WIDER_FORMATS, narrower) && WIDER_FORMATS[narrower]?.includes(wider) === true;
}

function kindOf(before: string, after: string): 'narrowed' | 'widened' | 'changed' {
  if (before === '') return 'narrowed';
  return after === '' ? 'widened' : 'changed';
}
