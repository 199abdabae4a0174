import type { ShopOptions } from '@airside/example-shop';

/** Plants one flaw: takes the options of a shop and returns those of a shop that has the flaw besides. */
export type Flaw = (options: PlantedOptions) => PlantedOptions;

/** Options whose operations are spelled out, so that each flaw can replace or wrap what is there. */
export type PlantedOptions = ShopOptions & Required<Pick<ShopOptions, 'operations'>>;
