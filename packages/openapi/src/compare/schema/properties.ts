import { type Comparison, within } from '../comparison.ts';
import { type EffectiveSchema, effectiveSchema } from './effective.ts';
import type { SchemaPair } from './pair.ts';

/** Compares objects: which properties there are, which have to be there, and what they hold. */
export function compareProperties(comparison: Comparison, pair: SchemaPair): void {
  const { old, next, place } = pair;
  for (const [name, before] of old.properties) {
    const after = next.properties.get(name);
    if (after === undefined) reportRemoved(comparison, pair, name);
    else {
      compareVisibility(comparison, pair, name, effectiveSchema(comparison.old, before), effectiveSchema(comparison.next, after));
      pair.compare(within(place, name), before, after);
    }
  }
  for (const name of next.properties.keys()) if (!old.properties.has(name)) reportAdded(comparison, pair, name);
  compareRequired(comparison, pair);
  compareOthers(comparison, pair);
}

function reportRemoved(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair, name: string): void {
  const here = within(place, name);
  if (direction === 'request') comparison.report(next.isClosed ? 'request-property-refused' : 'request-property-ignored', here, pointers);
  else comparison.report(old.required.has(name) ? 'response-required-property-removed' : 'response-property-removed', here, pointers);
}

function reportAdded(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair, name: string): void {
  const here = within(place, name);
  if (direction === 'response')
    comparison.report(old.isClosed ? 'response-property-unexpected' : 'response-property-added', here, pointers);
  else comparison.report(next.required.has(name) ? 'request-property-added-required' : 'request-property-added', here, pointers);
}

/** Of properties that both have; a name that is only required is one without a schema. */
function compareRequired(comparison: Comparison, { old, next, direction, place, pointers }: SchemaPair): void {
  const isNew = (name: string): boolean => next.properties.has(name) && !old.properties.has(name);
  const isGone = (name: string): boolean => old.properties.has(name) && !next.properties.has(name);
  for (const name of next.required) {
    if (!old.required.has(name) && !isNew(name)) comparison.report(`${direction}-property-became-required`, within(place, name), pointers);
  }
  for (const name of old.required) {
    if (!next.required.has(name) && !isGone(name))
      comparison.report(`${direction}-property-became-optional`, within(place, name), pointers);
  }
}

function compareVisibility(comparison: Comparison, pair: SchemaPair, name: string, before: EffectiveSchema, after: EffectiveSchema): void {
  const { direction, place, pointers } = pair;
  if (direction === 'request' && !before.readOnly && after.readOnly) {
    comparison.report('request-property-became-read-only', within(place, name), pointers);
  }
  if (direction === 'response' && !before.writeOnly && after.writeOnly) {
    comparison.report('response-property-became-write-only', within(place, name), pointers);
  }
}

function compareOthers(comparison: Comparison, pair: SchemaPair): void {
  const { old, next, direction, place, pointers } = pair;
  if (!old.isClosed && next.isClosed) comparison.report(`${direction}-properties-closed`, place, pointers);
  if (old.isClosed && !next.isClosed) comparison.report(`${direction}-properties-opened`, place, pointers);
  if (old.isClosed || next.isClosed || (old.others.length === 0 && next.others.length === 0)) return;
  pair.compare(within(place, '(any other)'), old.others, next.others);
}
