import { operations, type RunningShop, type ShopOptions, startShop } from '@airside/example-shop';

import type { PlantedOptions } from './flaw.ts';
import { type FlawId, flaws } from './flaws/index.ts';

const LOOPBACK = ['127.0.0.1', '::1'];

export interface FlawedShopOptions extends Pick<ShopOptions, 'host' | 'port' | 'airsideJwks' | 'onFailure'> {
  /** Ids of the flaws to plant; all where absent. */
  readonly only?: readonly FlawId[];
}

/**
 * Start a shop with flaws, on a loopback address and with a database in memory, always. Rejects for every other address: it would offer
 * a way into the machine to whoever can reach it.
 */
export async function startFlawedShop({ only, host = '127.0.0.1', ...rest }: FlawedShopOptions = {}): Promise<RunningShop> {
  if (!LOOPBACK.includes(host)) {
    throw new RangeError(`the flawed shop listens on ${LOOPBACK.join(' or ')} only, found ${host}`);
  }
  const planted = Object.entries(flaws)
    .filter(([id]) => only === undefined || only.some((each) => each === id))
    .reduce<PlantedOptions>((options, [, plant]) => plant(options), { ...rest, host, operations });
  return startShop({ ...planted, host, database: ':memory:' });
}
