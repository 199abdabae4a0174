import type { Located } from '../../definition/document.ts';
import type { Direction } from '../change.ts';
import type { Place } from '../comparison.ts';
import type { EffectiveSchema } from './effective.ts';

/** Two schemas for the same thing, where they stand, and who sees them. */
export interface SchemaPair {
  readonly place: Place;
  readonly direction: Direction;
  readonly old: EffectiveSchema;
  readonly next: EffectiveSchema;
  readonly pointers: { readonly oldPointer: string; readonly newPointer: string };
  /** Compares what lies within: schemas that a value has to fit together. */
  compare(place: Place, before: readonly Located[], after: readonly Located[]): void;
}
