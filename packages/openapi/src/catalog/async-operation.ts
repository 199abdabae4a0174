import type { Place } from '../read/origins.ts';
import type { CatalogOperation } from './catalog.ts';

/** An operation of AsyncAPI whose line is not looked up yet. */
export type AsyncOperation = Omit<CatalogOperation, 'place'> & { readonly place: Place };
