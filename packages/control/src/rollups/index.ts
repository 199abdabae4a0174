export { createRollupKeeper, type RollupKeeper, type RollupKeeperOptions } from './keeper.ts';
export {
  cutFor,
  type GroupName,
  type Labels,
  queryRollups,
  type RollupFilter,
  type RollupPoint,
  type RollupQuery,
  type RollupSeries,
} from './query.ts';
export { openRollupStore } from './sqlite/open.ts';
export type { RollupRange, RollupRow, RollupStore, RollupStoreState } from './store.ts';
