export { createRollupKeeper, type RollupKeeper, type RollupKeeperOptions } from './keeper.ts';
export {
  type Labels,
  queryRollups,
  type RollupPoint,
  type RollupQuery,
  type RollupSeries,
} from './query.ts';
export { openRollupStore } from './sqlite/open.ts';
export type { RollupRange, RollupRow, RollupStore, RollupStoreState } from './store.ts';
